//! Laws on random texts and queries made of what search treats in ways of its own.

use super::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const PIECES: &[&str] = &[
    "发",
    "發",
    "髮",
    "発",
    "我",
    "们",
    "們",
    "葛",
    "国",
    "國",
    "a",
    "A",
    "b",
    "e",
    "é",
    "e\u{301}",
    "É",
    "ß",
    "ss",
    "ﬁ",
    "f",
    "i",
    "fi",
    "㎏",
    "kg",
    "ｋ",
    "Ｇ",
    "1",
    "１",
    "①",
    "カ",
    "ガ",
    "ｶ",
    "ｶﾞ",
    "か",
    "が",
    "カ\u{3099}",
    "ヶ",
    "ケ",
    "ー",
    "각",
    "가",
    "각",
    "ᄀ",
    " ",
    "  ",
    "\u{3000}",
    "\t",
    "…",
    "...",
    "。",
    "。。。",
    ".",
    "-",
    "--",
    "—",
    "——",
    "–",
    "·",
    "・",
    "“",
    "\"",
    "「",
    "，",
    ",",
    "\u{200B}",
    "\u{200D}",
    "\u{FE00}",
    "\u{E0100}",
    "\u{AD}",
    "\u{FEFF}",
    "\u{301}",
    "👨",
    "👨\u{200D}👩",
    "🇨🇳",
    "🇨",
    "神",
    "神",
    "⽅",
    "方",
    "%",
    "\u{600}",
    "σ",
    "ς",
    "й",
    "\u{FFFD}",
    "々",
    "ゝ",
    "ゞ",
    "こ",
    "ご",
    "〳〵",
    "〴〵",
    "〳",
    "／＼",
    "／",
    "／″＼",
    "零",
    "〇",
    "ㆍ",
];

/// Characters that are repeated, and marks of repetition.
const REPEATED_PIECES: &[&str] = &[
    "こ",
    "ご",
    "コ",
    "し",
    "じ",
    "人",
    "鹿",
    "々",
    "ゝ",
    "ゞ",
    "ヽ",
    "〳〵",
    "〴〵",
    "〱",
    "〳",
    "／＼",
    "／",
    "／″＼",
    "″",
    "＼",
    " ",
];

/// What is read in several ways of writing.
const READ_PIECES: &[&str] = &[
    "가", "각", "가", "나", "ㄱ", "ᄀ", " ", "  ", "\u{3000}", "第", "十", "二", "百", "12", "１",
    "2", "〇", "零", "条", "a", "\u{200B}", "々",
];

fn text(max: usize) -> impl Strategy<Value = String> {
    text_of(PIECES, max)
}

fn text_of(pieces: &'static [&'static str], max: usize) -> impl Strategy<Value = String> {
    vec(select(pieces), 1..max).prop_map(|pieces| pieces.concat())
}

/// A query cut out of a text, or one of its own.
fn text_and_query() -> impl Strategy<Value = (String, String)> {
    text_and_query_of(PIECES, 0.4)
}

fn text_and_query_of(
    pieces: &'static [&'static str],
    own_share: f64,
) -> impl Strategy<Value = (String, String)> {
    (
        vec(select(pieces), 1..24),
        0usize..24,
        1usize..6,
        proptest::option::weighted(own_share, text_of(pieces, 7)),
    )
        .prop_map(|(pieces, start, len, other)| {
            let cut: String = pieces
                .iter()
                .skip(start % pieces.len())
                .take(len)
                .copied()
                .collect();
            (pieces.concat(), other.unwrap_or(cut))
        })
}

const LEVELS: [Level; 3] = [Level::Exact, Level::Forms, Level::Variants];

fn hits(query: &str, text: &str, level: Level, lang: TextLang) -> Vec<Range<usize>> {
    match Query::parse(query, level, QueryKind::Literal) {
        Ok(query) => query.find_all(text.as_bytes(), lang).collect(),
        Err(_) => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_fast_way_finds_what_the_plain_way_finds((text, query) in text_and_query()) {
        for level in LEVELS {
            for lang in [TextLang::Hans, TextLang::Ja] {
                let want = plain_hits(&query, &text, level, lang);
                prop_assert_eq!(hits(&query, &text, level, lang), want, "{:?} in {:?} at {:?}", &query, &text, level);
            }
        }
    }

    #[test]
    fn repeated_characters_are_found_the_plain_way_and_at_each_level((text, query) in text_and_query_of(REPEATED_PIECES, 0.8)) {
        let want = LEVELS.map(|level| plain_hits(&query, &text, level, TextLang::Ja));
        for (level, want) in LEVELS.into_iter().zip(&want) {
            prop_assert_eq!(&hits(&query, &text, level, TextLang::Ja), want, "{:?} in {:?} at {:?}", &query, &text, level);
        }
        for pair in want.windows(2) {
            for hit in &pair[0] {
                let touches = |other: &Range<usize>| other.start < hit.end && hit.start < other.end;
                prop_assert!(pair[1].iter().any(touches), "{query:?} in {text:?}: {want:?}");
            }
        }
    }

    #[test]
    fn what_is_read_is_found_the_plain_way((text, query) in text_and_query_of(READ_PIECES, 0.6)) {
        if let Some(lattice) = Lattice::loose(&query, VariantScope::Common).filter(|_| !query.contains('a')) {
            let query = Query::parse(&query, Level::Variants, QueryKind::Pinyin).expect("a query");
            let found: Vec<_> = query.find_all(text.as_bytes(), TextLang::Ko).collect();
            prop_assert_eq!(found, lattice_hits(&lattice, &text), "{:?} in {:?}", query.text(), &text);
        }
    }

    #[test]
    fn lines_are_searched_each_for_itself((text, query) in text_and_query(), more in text(12)) {
        for level in LEVELS {
            let lines = format!("{more}\n{text}\r\n{more}");
            let starts = [0, more.len() + 1, more.len() + text.len() + 3];
            let want: Vec<Range<usize>> = [&more, &text, &more].into_iter().zip(starts).flat_map(|(line, start)| {
                let found = plain_hits(&query, line, level, TextLang::Hans).into_iter();
                found.map(move |hit| start + hit.start..start + hit.end)
            }).collect();
            prop_assert_eq!(hits(&query, &lines, level, TextLang::Hans), want, "{:?} in {:?} at {:?}", &query, &lines, level);
        }
    }

    #[test]
    fn each_level_finds_all_of_the_one_before((text, query) in text_and_query()) {
        let found = LEVELS.map(|level| hits(&query, &text, level, TextLang::Hans));
        for pair in found.windows(2) {
            for hit in &pair[0] {
                let touches = |other: &Range<usize>| other.start < hit.end && hit.start < other.end;
                prop_assert!(pair[1].iter().any(touches), "{query:?} in {text:?}: {found:?}");
            }
        }
    }

    #[test]
    fn a_hit_is_whole_clusters_and_finds_itself((text, query) in text_and_query()) {
        let mut edges: Vec<usize> = crate::text::cluster::cluster_indices(&text).map(|(at, _)| at).collect();
        edges.push(text.len());
        for level in LEVELS {
            for hit in hits(&query, &text, level, TextLang::Hans) {
                prop_assert!(edges.contains(&hit.start) && edges.contains(&hit.end));
                let own = text.get(hit).unwrap_or_default();
                let found = hits(own, own, Level::Exact, TextLang::Hans);
                prop_assert!(found.len() == 1 && found[0] == (0..own.len()), "{query:?} in {text:?}");
            }
        }
    }

    #[test]
    fn malformed_bytes_part_hits((text, query) in text_and_query(), more in text(8)) {
        for level in LEVELS {
            let mut bytes = text.clone().into_bytes();
            bytes.extend([0xE4, 0xB8]);
            bytes.extend(more.as_bytes());
            // A selector alone is no letter.
            let Ok(query) = Query::parse(&query, level, QueryKind::Literal) else {
                continue;
            };
            let found: Vec<_> = query.find_all(&bytes, TextLang::Hans).collect();
            let split = text.len();
            prop_assert!(found.iter().all(|hit| hit.end <= split || hit.start >= split + 2));
            let before: Vec<_> = query.find_all(text.as_bytes(), TextLang::Hans).collect();
            prop_assert!(before.iter().all(|hit| found.contains(hit)));
        }
    }

    #[test]
    fn variants_of_characters_find_each_other(index in 0usize..9_000, c in select(vec!['发', '后', '干', '面', '国', 'ガ', 'é', '“', '-'])) {
        let other = char::from_u32(0x4E00 + index as u32).expect("Han");
        let finds = |a: char, b: char| !hits(&a.to_string(), &b.to_string(), Level::Variants, TextLang::Hans).is_empty();
        prop_assert_eq!(finds(c, other), finds(other, c));
    }
}
