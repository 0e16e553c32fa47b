#!/usr/bin/env python3
"""Writes src/text/words/chinese.bin, the table of Chinese words, from the dictionary of jieba. Run beside the package:

    pip download --no-deps --no-binary :all: jieba==0.42.1     # MIT: LICENSE-MIT
    python3 tests/data/words/make_words.py jieba-0.42.1.tar.gz > src/text/words/chinese.bin

The dictionary lists words with the number of times each was counted, and a tag: part of speech, or kind of name.
Kept are words of two to four Han characters counted at least MIN_COUNT times, without
 - numbers (三十, 第五) and numbers with a measure (五元, 三次), but 一 and 两 with one character (一切, 两次);
 - names of people of three or four characters counted fewer than MIN_NAME_COUNT times: many are a name and the verb after it;
 - phrases of two common words (管理人员), but for idioms: the words are there by themselves.

The table, numbers in it big-endian:
    4 × 4 bytes   counts: characters, words of two, of three, of four characters
    3 bytes each  characters, ascending: code point, and score as a word by itself
    4, 6, 8 bytes words of two, three, four characters, ascending: 13 bits for the index of each character,
                  6 bits for the score
Characters are those of the words and those of GB 2312 (there, others are mostly text read in a wrong encoding). A score is the natural logarithm of the count in quarters.
The output depends on the input alone. Needs nothing but Python 3.9.
"""
import math
import struct
import sys
import tarfile

MIN_COUNT = 10
MIN_NAME_COUNT = 50
MIN_PART_COUNT = 50
NUMERALS = set("〇零一二三四五六七八九十百千万亿两")


def is_han(c):
    return c == "〇" or "\u3400" <= c <= "\u4dbf" or "\u4e00" <= c <= "\u9fff"


def is_common(c):
    return bool(c.encode("gb2312", "ignore"))


def score(count):
    return min(63, round(4 * math.log(max(count, 1))))


def is_word(word, tag, count, counts):
    if count < MIN_COUNT or not 2 <= len(word) <= 4:
        return False
    if all(c in NUMERALS for c in word.removeprefix("第")):
        return False
    if tag == "m" and word[0] in NUMERALS | {"第"} and not (word[0] in "一两" and len(word) == 2):
        return False
    if tag in ("nr", "nrfg", "nrt") and len(word) > 2 and count < MIN_NAME_COUNT:
        return False
    halves = (word[:2], word[2:])
    return not (len(word) == 4 and tag != "i" and all(counts.get(half, 0) >= MIN_PART_COUNT for half in halves))


def main():
    with tarfile.open(sys.argv[1]) as package:
        name = next(name for name in package.getnames() if name.endswith("/jieba/dict.txt"))
        lines = package.extractfile(name).read().decode("utf-8").splitlines()
    counts, tags = {}, {}
    for line in lines:
        word, count, tag = line.rsplit(" ", 2)
        if all(map(is_han, word)):
            counts[word], tags[word] = int(count), tag
    words = [word for word, count in counts.items() if is_word(word, tags[word], count, counts)]
    single = {c for c in counts if len(c) == 1 and is_common(c)}
    characters = sorted(single.union(*words))
    index = {c: i for i, c in enumerate(characters)}
    assert len(characters) <= 1 << 13
    by_length = {n: [] for n in (2, 3, 4)}
    for word in words:
        record = 0
        for c in word:
            record = record << 13 | index[c]
        by_length[len(word)].append(record << 6 | score(counts[word]))
    out = bytearray(struct.pack(">4I", len(characters), *(len(records) for records in by_length.values())))
    for c in characters:
        out += struct.pack(">HB", ord(c), score(counts.get(c, 1)))
    for n, records in by_length.items():
        for record in sorted(records):
            out += record.to_bytes(2 * n, "big")
    sys.stdout.buffer.write(out)


main()
