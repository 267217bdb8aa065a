"""Draws what `baokan track --by year` found: a row for each name, a dot for each year, its area the count.

    baokan track --by year --min-documents 4 --date-from-name gwr > phrases.tsv
    python3 docs/charts/timeline.py phrases.tsv docs/charts/gwr-phrases.svg

Needs nothing but Python 3.
"""

import csv
import sys
from html import escape

ROW, PLOT, TOP = 22, 700, 40


def main(table, out):
    counts, years = {}, set()
    with open(table, encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["year"]:
                years.add(int(row["year"]))
                counts.setdefault(row["name"], {})[int(row["year"])] = int(row["count"])
    said = {name: [y for y, n in by.items() if n] for name, by in counts.items()}
    names = sorted((n for n in counts if said[n]), key=lambda n: (min(said[n]), max(said[n]), n))
    first, last = min(years), max(years)
    left = 12 * max(map(len, names)) + 10
    width = left + PLOT

    def x(year):
        return left + 20 + (year - first) * (PLOT - 40) / max(1, last - first)

    height = TOP + ROW * len(names) + 20
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for year in sorted(years):
        svg.append(f'<line x1="{x(year):.1f}" x2="{x(year):.1f}" y1="{TOP - 8}" y2="{height - 20}" stroke="#e8e8e8"/>')
    for year in range(first - first % 10 + 10, last + 1, 10):
        svg.append(f'<text x="{x(year):.1f}" y="{TOP - 16}" text-anchor="middle" fill="#555">{year}</text>')
    for i, name in enumerate(names):
        y = TOP + ROW * i + ROW / 2
        ends = x(min(said[name])), x(max(said[name]))
        svg.append(f'<text x="{left}" y="{y + 4:.1f}" text-anchor="end">{escape(name)}</text>')
        svg.append(f'<line x1="{ends[0]:.1f}" x2="{ends[1]:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="#b9c4d0"/>')
        for year in said[name]:
            n = counts[name][year]
            dot = f'<circle cx="{x(year):.1f}" cy="{y:.1f}" r="{min(10, 2 * n ** 0.5):.1f}" fill="#2b6cb0" fill-opacity=".75">'
            svg.append(f"{dot}<title>{escape(name)} {year}: {n}</title></circle>")
    svg.append("</svg>")
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(svg) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
