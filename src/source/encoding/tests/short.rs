//! Texts with little evidence: short ones, and those that begin within a character.

use super::*;

const LOCALES: [&str; 5] = ["", "zh_CN", "zh_TW", "ja_JP", "ko_KR"];

fn detection_in(locale: &str, bytes: &[u8]) -> Detection {
    let decoding = EncodingHint {
        region: LocaleRegion::from_locale(locale),
        ..EncodingHint::default()
    };
    detect_bytes(bytes, &decoding)
}

/// Returns short texts with their possible encodings.
fn short_texts() -> Vec<(&'static str, Vec<Encoding>)> {
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
    for (text, encodings) in short_texts() {
        for encoding in encodings {
            let bytes = encode(encoding, text);
            for locale in LOCALES {
                let found = detection_in(locale, &bytes);
                let is_right = found.encoding == encoding;
                assert!(
                    is_right || found.confidence == DetectionConfidence::Uncertain,
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
    // Such short bytes are also valid as Han characters: the first two encode 矣.
    for text in ["ﾒﾓ", "ｷｮｳﾊｱﾒ"] {
        let bytes = encode(SHIFT_JIS, text);
        for locale in LOCALES {
            let found = detection_in(locale, &bytes);
            let is_right = found.encoding == SHIFT_JIS;
            assert!(
                is_right || found.confidence == DetectionConfidence::Uncertain,
                "{text}"
            );
        }
    }
}

#[test]
fn a_text_cut_in_its_first_character_is_read_from_the_second_on() {
    for (encoding, [text, ..]) in samples() {
        if encoding.is_stateful() {
            continue;
        }
        let bytes = encode(encoding, text);
        let len = encoding.char_len(&bytes);
        for cut in 1..len {
            let rest = bytes.get(cut..).unwrap();
            if encoding.unit_len() == 1
                && encoding.char_len(rest) == 1
                && encoding.count_undecodable(rest) == 0
            {
                // The rest is valid as a character of its own, and read as such.
                continue;
            }
            let found = detection(rest);
            let name = encoding.name();
            assert_eq!(found.encoding, encoding, "{cut} bytes of {text}");
            assert_eq!(
                usize::from(found.partial_char_len),
                len - cut,
                "{cut} bytes of {text}"
            );
            let doc = open(rest);
            let kept: String = text.chars().skip(1).collect();
            let want: Vec<&str> = kept.lines().collect();
            assert_eq!(blocks(&doc), want, "{name}");
            let notices = doc.problems(ProblemScope::Whole);
            let is_cut = |problem: &Problem| matches!(problem, Problem::TruncatedStart { .. });
            assert!(notices.iter().any(is_cut), "{name}");
            let at = doc.pos_of_byte(0, rest.len() as u64 / 2);
            let byte = doc.byte_of(at);
            assert_eq!(doc.pos_of_byte(0, byte), at, "{name}");
            let named = EncodingHint {
                encoding: Some(encoding),
                ..EncodingHint::default()
            };
            assert_eq!(
                detect_bytes(rest, &named).partial_char_len,
                found.partial_char_len,
                "{name}"
            );
        }
    }
}

#[test]
fn a_stateful_encoding_is_detected_in_spite_of_damage_and_a_cut() {
    let mut bytes = encode(Encoding::Iso2022Jp, JA[0]);
    bytes.pop();
    *bytes.get_mut(40).unwrap() = 0xFE;
    assert_eq!(detection(&bytes).encoding, Encoding::Iso2022Jp);
}

#[test]
fn a_text_of_few_characters_is_read_from_its_first_one_on() {
    for (encoding, texts) in [
        (GB18030, ["啊", "哈啊", "啊　", "“啊"]),
        (BIG5, ["哈", "啊哈", "第　", "「哈"]),
        (SHIFT_JIS, ["あ", "ああい", "亜", "「亜"]),
        (EUC_JP, ["あ", "亜", "亜　", "「亜"]),
        (EUC_KR, ["가", "가나", "하", "“하"]),
    ] {
        for text in texts {
            for repeats in [4, 50, 40_000] {
                let text = text.repeat(repeats);
                let doc = read_as(encoding, &encode(encoding, &text));
                let read = blocks(&doc).concat();
                assert!(read == text, "{} {repeats}", encoding.name());
            }
        }
    }
}

#[test]
fn dot_leaders_of_printed_contents_are_no_evidence_for_two_bytes_a_character() {
    for (encoding, head, title) in [
        (EUC_KR, "차 례", "네트워크 구성도"),
        (GB18030, "目 录", "网络的组成"),
        (BIG5, "目 錄", "網路的組成"),
        (SHIFT_JIS, "目 次", "ネットワークの構成"),
    ] {
        for leader in [".", "-", "_", "=", "*"] {
            let row = format!("{title}{} 3\n", leader.repeat(60));
            let text = format!("{head}\n\n{}", row.repeat(12));
            let detection = detection(&encode(encoding, &text));
            assert_eq!(detection.encoding, encoding, "{leader}");
        }
    }
}

#[test]
fn lists_with_a_sign_on_every_line_are_read_as_their_words() {
    for (encoding, text) in [
        (GB18030, "红烧肉 ￥38\n白菜 ￥12\n豆腐汤 ￥18\n"),
        (GB18030, "￡12 雨伞\n￡8 帽子\n￡20 皮鞋\n"),
        (GB18030, "□ 买菜\n□ 洗衣\n□ 写信\n"),
        (GB18030, "·语文\n·数学\n·英语\n"),
        (GB18030, "①苹果\n②香蕉\n③梨子\n"),
        (GB18030, "■豆腐 ■青菜\n"),
        (GB18030, "★牛奶★面包★鸡蛋"),
        (GB18030, "◎ 语文\n◎ 数学\n"),
        (GB18030, "※　豆腐\r\n※　青菜\r\n"),
        (BIG5, "▲買米 ▲打油\n"),
        (BIG5, "○國文\n○數學\n"),
        (EUC_JP, "◆豆腐 ◆野菜\n"),
        (SHIFT_JIS, "●掃除\n●洗濯\n●料理\n"),
        (BIG5, "■ 臺北\n■ 高雄\n■ 花蓮\n"),
        (SHIFT_JIS, "□ 買い物\n□ 洗濯\n□ 手紙\n"),
        (SHIFT_JIS, "牛乳 ￥200\n卵 ￥180\n豆腐 ￥90\n"),
        (EUC_KR, "□ 장보기\n□ 빨래\n□ 편지\n"),
    ] {
        let Encoding::Bytes(known) = encoding else {
            unreachable!("all are encodings of bytes")
        };
        let bytes = known.encode(text).0;
        let found = detect_bytes(&bytes, &EncodingHint::default());
        assert_eq!(found.encoding, encoding, "{text}");
    }
}

#[test]
fn a_zero_among_letters_of_utf_8_does_not_make_it_another_encoding() {
    for text in ["河\0", "\0河", "a\0河", "あ\0", "山\0\n河\n", "가\0나"] {
        let found = detect_bytes(text.as_bytes(), &EncodingHint::default());
        assert_eq!(found.encoding, Encoding::Utf8, "{text:?}");
    }
}
