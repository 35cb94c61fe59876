#!/usr/bin/env python3
"""Cut the theme's fonts from Source Serif 4. See README.md beside this file.

usage: build.py SOURCE_SERIF_PACKAGE OUTPUT_FOLDER
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

# "Source" is a reserved font name: a changed font must not carry it.
FAMILY = "Postil Serif"

# Latin with Turkish, Central European and Romanian letters, the letters in which Arabic
# and Hebrew names are transliterated, combining accents, punctuation, arrows.
UNICODES = (
    "U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+02BB-02BF,U+02C6,U+02C7,U+02D8-02DD,"
    "U+0300-0304,U+0306-030C,U+0323,U+0327,U+0328,U+0331,"
    "U+1E0C,U+1E0D,U+1E24,U+1E25,U+1E2A,U+1E2B,U+1E32,U+1E33,U+1E62,U+1E63,U+1E6C,U+1E6D,"
    "U+1E92,U+1E93,U+1E9E,U+2002-200D,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,"
    "U+2030,U+2032,U+2033,U+2039,U+203A,U+203D,U+2044,U+2070-2079,U+20AC,U+2116,U+2122,"
    "U+2190-2193,U+2196-2199,U+2212,U+2215,U+2264,U+2265"
)

TEXT = "kern liga ccmp locl mark mkmk calt case onum lnum pnum tnum"

# style name, source file, output file, OpenType features kept
CUTS = [
    ("Regular", "SourceSerif4-Regular", "postil-serif-regular", f"{TEXT} sups frac smcp c2sc"),
    ("Italic", "SourceSerif4-It", "postil-serif-italic", f"{TEXT} sups"),
    ("Semibold", "SourceSerif4-Semibold", "postil-serif-semibold", TEXT),
    ("Display", "SourceSerif4Display-Regular", "postil-serif-display", TEXT),
]


def cut(source: Path, target: Path, style: str, features: str) -> int:
    """Write the subset of `source` to `target` and return its size in bytes."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = features.split()
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.recalc_timestamp = False  # same input, same bytes

    font = subset.load_font(str(source), options)
    rename(font, style)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(UNICODES))
    subsetter.subset(font)
    subset.save_font(font, str(target), options)
    return target.stat().st_size


def rename(font: TTFont, style: str) -> None:
    plain = f"{FAMILY} {style}"
    names = {1: plain, 2: "Regular", 3: plain, 4: plain, 6: plain.replace(" ", "")}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    package, output = Path(sys.argv[1]), Path(sys.argv[2])
    output.mkdir(parents=True, exist_ok=True)
    for style, source, name, features in CUTS:
        target = output / f"{name}.woff2"
        size = cut(package / "TTF" / f"{source}.ttf", target, style, features)
        print(f"{size:7} bytes  {target}")


if __name__ == "__main__":
    main()
