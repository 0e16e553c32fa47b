//! Byte positions in a file and undecodable bytes, in every encoding.

use super::*;

#[test]
fn an_endless_line_is_cut_between_characters_in_every_encoding_without_state() {
    let samples = samples();
    let stateless = samples.iter().filter(|sample| !sample.0.is_stateful());
    for &(encoding, [text, ..]) in stateless {
        let line = text.replace(['\r', '\n'], "").repeat(3000);
        // With and without the blanks and ASCII that mark character boundaries.
        for line in [line.clone(), line.replace(|c: char| c.is_ascii(), "")] {
            let bytes = encode(encoding, &line);
            let pieces = blocks(&read_as(encoding, &bytes));
            assert!(pieces.len() > 2, "{}", encoding.name());
            assert_eq!(pieces.concat(), line, "{}", encoding.name());
        }
    }
}

#[test]
fn a_place_has_the_same_byte_in_every_encoding() {
    let text = HANS.concat();
    let bytes = encode(GB18030, &text);
    let right = read_as(GB18030, &bytes);
    for wrong in [BIG5, SHIFT_JIS, EUC_KR, Encoding::Utf8, Encoding::Utf16Le] {
        let wrong = read_as(wrong, &bytes);
        for at in (0..bytes.len() as u64).step_by(7) {
            let pos = right.pos_of_byte(0, at);
            let byte = right.byte_of(pos);
            assert!(byte <= at && at - byte < 2, "{byte} for {at}");
            let there = wrong.byte_of(wrong.pos_of_byte(0, byte));
            assert!(there <= byte && byte - there < 4, "{there} for {byte}");
        }
    }
}

#[test]
fn what_cannot_be_decoded_is_counted_in_every_encoding() {
    for (encoding, [text, ..]) in samples() {
        let wrong: &[u8] = match encoding {
            Encoding::Utf16Le => b"\x00\xD8",
            Encoding::Utf16Be => b"\xD8\x00",
            Encoding::Utf32Le | Encoding::Utf32Be => b"\xFF\xFF\xFF\xFF",
            _ => b"\xFF",
        };
        let line = encode(encoding, &format!("{text}\n"));
        for count in 0..3 {
            let bytes = [line.clone(), [wrong, &line].concat().repeat(count)].concat();
            let told = read_as(encoding, &bytes).problems(ProblemScope::Whole);
            let is_counted = |problem: &Problem| matches!(problem, Problem::Undecodable { places, .. } if *places == count as u64);
            let is_told = told.iter().any(is_counted);
            assert_eq!(is_told, count > 0, "{} {count} {told:?}", encoding.name());
        }
    }
}

#[test]
fn lines_of_a_stateful_encoding_are_places_in_the_file() {
    let text = JA.map(|text| text.replace("\r\n", "\n")).join("\n");
    let bytes = encode(Encoding::Iso2022Jp, &text);
    let doc = open(&bytes);
    assert_eq!(blocks(&doc), text.lines().collect::<Vec<_>>());
    let (last, second) = (doc.last(), text.lines().last().unwrap());
    let before = bytes.get(..last.block.0 as usize).unwrap();
    assert!(before.ends_with(b"\n"));
    for (within, _) in second.char_indices() {
        let pos = last.at(within as u32);
        let byte = doc.byte_of(pos);
        assert_eq!(doc.pos_of_byte(0, byte), pos);
    }
}

#[test]
fn line_ends_of_wide_units_are_whole_units() {
    // U+0A0D and U+0D0A contain the bytes of line ends but are characters; so is U+4E0A.
    let text = "上\u{0A0D}\u{0D0A}上\n下";
    for encoding in [
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Utf32Le,
        Encoding::Utf32Be,
    ] {
        let doc = read_as(encoding, &encode(encoding, text));
        assert_eq!(
            blocks(&doc),
            ["上\u{0A0D}\u{0D0A}上", "下"],
            "{}",
            encoding.name()
        );
    }
}
