from tests.journeys.test_satu_triwulan import *
from tests.journeys.pemakai import *
from tests.ui.contoh_jendela import *
def test_x(walk):
    walk.reach(triwulan.the_rest_is_filled)
    with walk.at("kabupaten") as person:
        page = person.go("paket")
        person.wait(page.send.sign.form.export.isEnabled)
        for _ in range(30):
            print(named(person.focus), person.focus.parent()); person.press(Key.Key_Tab)
