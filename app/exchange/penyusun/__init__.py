"""Making a package in a process of its own, which gives back all it took when it ends.

Layouts, libraries of workbooks and an opened key are needed for a second or two each quarter; the
window would hold on to what they left behind for the rest of the day. `induk` is the side of the
program that asks, `anak` the process that does it, `pesanan` what the two say to each other.
"""
