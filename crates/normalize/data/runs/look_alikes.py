"""Draws common characters and lists for each the twelve that look most like it.

usage: look_alikes.py FONT DICT > lookalikes.txt
       look_alikes.py FONT DICT FACE TSCHARACTERS > lookalikes_hant.txt
FONT: a CJK font file; DICT: jieba's dict.txt; FACE: number of the Traditional face in the file; TSCHARACTERS: OpenCC's
table of that name. With these two the Traditional forms are drawn; the table is in Simplified characters all the same,
and has only what looks alike in Traditional forms. Needs Pillow and NumPy.
"""
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

CHARACTERS, KEPT, LEAST = 4500, 12, 0.5

font = ImageFont.truetype(sys.argv[1], 44, index=int(sys.argv[3]) if len(sys.argv) > 3 else 0)
simple = {}
if len(sys.argv) > 4:
    for line in open(sys.argv[4], encoding="utf-8"):
        if "\t" in line and line[1] == "\t":
            simple[line[0]] = line.split("\t")[1].split(" ")[0].strip()
counts = {}
for line in open(sys.argv[2], encoding="utf-8"):
    word, count = line.split(" ")[:2]
    if len(word) > 1 and int(count) >= 3:
        for c in word:
            counts[c] = counts.get(c, 0) + int(count)
common = [c for c in sorted(counts, key=lambda c: -counts[c]) if "\u4e00" <= c <= "\u9fff"][:CHARACTERS]
if simple:
    # The Traditional forms of the common characters stand beside those that both scripts have.
    rank = {c: i for i, c in enumerate(common)}
    forms = [t for t, s in simple.items() if s in rank and t != s and "\u4e00" <= t <= "\u9fff"]
    left = {simple[t] for t in forms}
    common = sorted([c for c in common if c not in left] + forms, key=lambda c: rank.get(c, rank.get(simple.get(c, c))))


def drawn(c):
    image = Image.new("L", (48, 48), 0)
    ImageDraw.Draw(image).text((2, -8), c, font=font, fill=255)
    image = image.filter(ImageFilter.GaussianBlur(1.6)).resize((24, 24), Image.BILINEAR)
    return np.asarray(image, dtype=np.float32).ravel()


glyphs = np.array([drawn(c) for c in common])
glyphs -= glyphs.mean(1, keepdims=True)
glyphs /= np.linalg.norm(glyphs, axis=1, keepdims=True)
alike = glyphs @ glyphs.T
rows = {}
for i, c in enumerate(common):
    nearest = [common[j] for j in np.argsort(-alike[i])[1 : KEPT + 1] if alike[i, j] >= LEAST]
    if simple:
        nearest = [n for n in nearest if c in simple or n in simple]
    row = rows.setdefault(simple.get(c, c), [])
    row += [s for n in nearest if (s := simple.get(n, n)) not in row and s != simple.get(c, c)]
print("\n".join(sorted(c + "".join(row) for c, row in rows.items() if row or not simple)))
