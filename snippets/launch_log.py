"""The launch log: how much fuel a rocket's two stages report, a line each time.

A line has the second after lift-off, the stage, and a reading in percent. The stages
take turns while both fly; one reading is lost, and has a `?` in its place.
"""

TEXT = """\
0 booster 100
0 upper 100
10 booster 91
10 upper 100
20 booster 82
20 upper 100
30 booster 72
30 upper 100
40 booster 63
40 upper 100
50 booster 54
50 upper 100
60 booster 44
60 upper 100
70 booster 34
70 upper ?
80 booster 23
80 upper 100
90 booster 12
90 upper 100
100 booster 0
100 upper 100
110 upper 97
120 upper 93
130 upper 89
140 upper 84
150 upper 80
160 upper 76
170 upper 71
180 upper 67
190 upper 63
200 upper 58
210 upper 54
220 upper 49
230 upper 45
240 upper 41
250 upper 36
260 upper 32
270 upper 27
280 upper 23
"""

LOG = TEXT.splitlines()
