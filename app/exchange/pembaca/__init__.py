"""Reading foreign files in a process of its own, which may be slow, greedy or crash at no cost.

`induk` is the side of the program that asks, `anak` the process that meets the hostile bytes,
`kerja` what it does with them, `pesan` what the two say to each other.
"""
