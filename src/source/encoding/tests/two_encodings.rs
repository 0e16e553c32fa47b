//! Texts of two encodings, and texts that begin after long ASCII.

use super::*;
use crate::doc::Document;

#[test]
fn a_text_of_two_halves_is_read_in_both_encodings() {
    for (encoding, texts) in [(GB18030, HANS), (BIG5, HANT), (SHIFT_JIS, JA), (EUC_KR, KO)] {
        let text = texts.map(|text| text.replace(['\r', '\n'], "")).join("\n");
        let twice: Vec<&str> = text.lines().chain(text.lines()).collect();
        let bytes = [text.as_bytes(), b"\n", &encode(encoding, &text)].concat();
        let doc = open(&bytes);
        assert_eq!(blocks(&doc), twice, "{}", encoding.name());
        assert!(
            matches!(doc.lines(0), Some(LineAccess::Decoded(_))),
            "search decodes the lines"
        );
        let other = [
            &encode(encoding, &text),
            &b"\n"[..],
            &encode(encoding, &text),
            b"\n",
            text.as_bytes(),
        ]
        .concat();
        let thrice: Vec<&str> = twice.iter().copied().chain(text.lines()).collect();
        assert_eq!(blocks(&open(&other)), thrice, "{}", encoding.name());
    }
}

#[test]
fn what_is_wrong_far_behind_the_head_is_told_once_all_was_read() {
    let ascii = (["some line of a licence"; 12].join(" ") + "\n").repeat(5_000);
    let legacy = encode(GB18030, &format!("{}\n", HANS[0]).repeat(20));
    let doc = open(&[ascii.as_bytes(), &legacy].concat());
    assert_eq!(doc.problems(ProblemScope::Whole), []);
    (&doc as &dyn Document).whole_outline();
    let told = doc.problems(ProblemScope::PartAt(doc.first()));
    assert_eq!(told, [Problem::LateEncoding { lines: 20 }]);
    assert_eq!(doc.problems(ProblemScope::Whole), told);
}

#[test]
fn a_text_of_two_old_encodings_is_read_in_both() {
    for (first, second, texts) in [
        (GB18030, BIG5, [HANS, HANT]),
        (BIG5, GB18030, [HANT, HANS]),
        (SHIFT_JIS, EUC_JP, [JA, JA]),
    ] {
        let lines = |texts: [&str; 3]| texts.join("\n").replace("\r\n", "\n").repeat(2) + "\n";
        let [one, two] = texts.map(lines);
        let bytes = [encode(first, &one), encode(second, &two)].concat();
        let guess = detection(&bytes);
        let both = [Some(guess.encoding), guess.other];
        assert!(
            both.contains(&Some(first)) && both.contains(&Some(second)),
            "{both:?}"
        );
        let doc = open(&bytes);
        let want: Vec<String> = (one + &two).lines().map(str::to_owned).collect();
        assert_eq!(blocks(&doc), want, "{}", second.name());
        let told = doc.problems(ProblemScope::Whole);
        let other = guess.other.unwrap().name();
        let is_named = |problem: &Problem| matches!(problem, Problem::OtherEncoding { encoding, .. } if *encoding == other);
        assert!(told.iter().any(is_named), "{told:?}");
    }
}

#[test]
fn a_short_line_among_utf8_is_read_in_the_other_encoding() {
    let text = [HANS.join("\n").replace("\r\n", "\n"), "\n".to_owned()].concat();
    let short = encode(GB18030, "老井\n远嫁\n");
    let bytes = [text.as_bytes(), &encode(GB18030, &text), &short].concat();
    let doc = open(&bytes);
    assert!(blocks(&doc).ends_with(&["老井".to_owned(), "远嫁".to_owned()]));
}

#[test]
fn legacy_text_after_much_ascii_is_found() {
    let mut bytes = "plain words\n".repeat(20_000).into_bytes();
    bytes.extend(encode(GB18030, HANS[0]));
    assert_eq!(detection(&bytes).encoding, GB18030);
}
