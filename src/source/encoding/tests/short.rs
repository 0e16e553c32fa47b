//! Texts that say little: short ones, and such as begin in the midst of a character.

use super::*;

const REGIONS: [&str; 5] = ["", "zh_CN", "zh_TW", "ja_JP", "ko_KR"];

fn guessed_at(locale: &str, bytes: &[u8]) -> Guess {
    let decoding = Decoding {
        region: Region::of_locale(locale),
        ..Decoding::default()
    };
    guess_of(bytes, &decoding)
}

/// Short texts with the encodings that have them.
fn notes() -> Vec<(&'static str, Vec<Encoding>)> {
    let wide = [
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Utf32Le,
        Encoding::Utf32Be,
    ];
    let mut notes = Vec::new();
    for (own, texts) in [
        (
            vec![GB18030],
            [
                "农村经济快",
                "饿了么",
                "下载地址请看说明.txt",
                "密码在信封里",
            ],
        ),
        (
            vec![BIG5, GB18030],
            ["記得買菜", "第一章", "請先閱讀本檔案再安裝", "密碼在信封裡"],
        ),
        (
            vec![SHIFT_JIS, EUC_JP],
            [
                "ありがとう",
                "注意事項",
                "買い物：卵、牛乳、パン",
                "ﾃｽﾄ ﾃﾞｰﾀ",
            ],
        ),
        (
            vec![EUC_KR],
            [
                "설명서",
                "한글",
                "장보기: 달걀, 우유, 빵, 간장",
                "쑛다리 햏자",
            ],
        ),
    ] {
        for text in texts {
            notes.push((text, own.iter().chain(&wide).copied().collect()));
        }
    }
    notes
}

#[test]
fn a_wrong_guess_is_marked_wherever_the_reader_is() {
    let (mut right, mut all) = (0, 0);
    for (text, encodings) in notes() {
        for encoding in encodings {
            let bytes = encode(encoding, text);
            for locale in REGIONS {
                let found = guessed_at(locale, &bytes);
                let is_right = found.encoding == encoding;
                assert!(
                    is_right || found.certainty == Certainty::Unsure,
                    "{text} in {}, {locale}: {found:?}",
                    encoding.name()
                );
                (right, all) = (right + usize::from(is_right), all + 1);
            }
        }
    }
    assert!(right * 100 >= all * 90, "{right} of {all}");
}

#[test]
fn half_width_katakana_alone_is_read_or_the_guess_is_marked() {
    // So few bytes are also Han characters: the first two are 矣.
    for text in ["ﾒﾓ", "ｷｮｳﾊｱﾒ"] {
        let bytes = encode(SHIFT_JIS, text);
        for locale in REGIONS {
            let found = guessed_at(locale, &bytes);
            let is_right = found.encoding == SHIFT_JIS;
            assert!(is_right || found.certainty == Certainty::Unsure, "{text}");
        }
    }
}

#[test]
fn a_text_cut_in_its_first_character_is_read_from_the_second_on() {
    for (encoding, [text, ..]) in samples() {
        if encoding.is_shifted() {
            continue;
        }
        let bytes = encode(encoding, text);
        let len = encoding.length(&bytes);
        for cut in 1..len {
            let rest = bytes.get(cut..).unwrap();
            if encoding.unit() == 1 && encoding.length(rest) == 1 && encoding.damage(rest) == 0 {
                // It could stand for itself, and so it does.
                continue;
            }
            let found = guessed(rest);
            let name = encoding.name();
            assert_eq!(found.encoding, encoding, "{cut} bytes of {text}");
            assert_eq!(usize::from(found.rest), len - cut, "{cut} bytes of {text}");
            let doc = open(rest);
            let kept: String = text.chars().skip(1).collect();
            let want: Vec<&str> = kept.lines().collect();
            assert_eq!(blocks(&doc), want, "{name}");
            let notices = doc.notices();
            assert!(notices.iter().any(|n| n.zh.contains("截断")), "{name}");
            let at = doc.pos_of_byte(0, rest.len() as u64 / 2);
            let byte = doc.byte_of(at).unwrap();
            assert_eq!(doc.pos_of_byte(0, byte), at, "{name}");
            let named = Decoding {
                named: Some(encoding),
                ..Decoding::default()
            };
            assert_eq!(guess_of(rest, &named).rest, found.rest, "{name}");
        }
    }
}

#[test]
fn seven_bits_are_told_in_spite_of_damage_and_a_cut() {
    for (encoding, text) in [
        (Encoding::Iso2022Jp, JA[0]),
        (Encoding::Iso2022Kr, KO[0]),
        (Encoding::Hz, HANS[0]),
    ] {
        let mut bytes = encode(encoding, text);
        bytes.pop();
        *bytes.get_mut(40).unwrap() = 0xFE;
        assert_eq!(guessed(&bytes).encoding, encoding, "{text}");
    }
}
