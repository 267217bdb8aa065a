"""Draws common characters and lists for each the twelve that look most like it.

usage: look_alikes.py FONT DICT > lookalikes.txt     FONT: a CJK font file; DICT: jieba's dict.txt. Needs Pillow and NumPy.
"""
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

CHARACTERS, KEPT, LEAST = 4500, 12, 0.5

font = ImageFont.truetype(sys.argv[1], 44)
counts = {}
for line in open(sys.argv[2], encoding="utf-8"):
    word, count = line.split(" ")[:2]
    if len(word) > 1 and int(count) >= 3:
        for c in word:
            counts[c] = counts.get(c, 0) + int(count)
common = [c for c in sorted(counts, key=lambda c: -counts[c]) if "\u4e00" <= c <= "\u9fff"][:CHARACTERS]


def drawn(c):
    image = Image.new("L", (48, 48), 0)
    ImageDraw.Draw(image).text((2, -8), c, font=font, fill=255)
    image = image.filter(ImageFilter.GaussianBlur(1.6)).resize((24, 24), Image.BILINEAR)
    return np.asarray(image, dtype=np.float32).ravel()


glyphs = np.array([drawn(c) for c in common])
glyphs -= glyphs.mean(1, keepdims=True)
glyphs /= np.linalg.norm(glyphs, axis=1, keepdims=True)
alike = glyphs @ glyphs.T
rows = []
for i, c in enumerate(common):
    nearest = np.argsort(-alike[i])[1 : KEPT + 1]
    rows.append(c + "".join(common[j] for j in nearest if alike[i, j] >= LEAST))
print("\n".join(sorted(rows)))
