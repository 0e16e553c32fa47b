//! Fuzzing of every importer: random bytes, and valid samples with bytes changed, removed, doubled and inserted.
//! Every result must keep the invariants of a document: forward and backward walks agree, positions are valid, the
//! outline is complete, and search finds exactly the text of the blocks.
//!
//! `PROPTEST_CASES=20000 cargo test --release --test e2e fuzz_importers` runs it for longer.

use crate::support::compressed::{gzip, xz, zstd};
use crate::support::packed::zip;
use crate::support::reading::TestFolder;
use proptest::prelude::*;
use proptest::sample::Index;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use tongdu::doc::explanation::RuleSource;
use tongdu::doc::{
    Block, BlockKind, Document, LineAccess, LineEnds, Mark, Pos, ProblemScope, Step,
};
use tongdu::formats::options::OpenOptions;
use tongdu::library::open::{open, open_bytes};
use tongdu::outline::rules::{
    BoilerplatePolicy, HeadingRule, HideRule, Pattern, RuleVerdict, Rules,
};
use tongdu::search::query::QueryKind;
use tongdu::search::scan::step_hits;
use tongdu::search::{Query, ruby_text, scan};
use tongdu::session::config::Config;
use tongdu::source::encoding::detect::EncodingHint;
use tongdu::source::encoding::{LABELS, parse_choice};
use tongdu::source::spool::SpooledBytes;
use tongdu::text::forms::Level;
use tongdu::views::{self, View};

/// Returns the configuration for this number of cases, unless the environment sets another.
fn config(cases: u32) -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: if asked { usual.cases } else { cases },
        failure_persistence: None,
        ..usual
    }
}

/// Largest number of blocks walked in one document. No sample has as many, but one with doubled parts may.
const MAX_WALKED_BLOCKS: usize = 3_000;

/// Returns the positions of all blocks; `None` if there are more than [`MAX_WALKED_BLOCKS`].
fn block_positions(doc: &dyn Document) -> Option<Vec<Pos>> {
    let mut places = vec![doc.first()];
    while let Some(next) = places.last().and_then(|last| doc.next(*last)) {
        assert!(
            Some(&next) > places.last(),
            "{next:?} after {:?}",
            places.last()
        );
        places.push(next);
        if places.len() > MAX_WALKED_BLOCKS {
            return None;
        }
    }
    Some(places)
}

/// Asserts every invariant of a document.
#[track_caller]
fn check(doc: &dyn Document) {
    let _ = (
        doc.title(),
        doc.lang(),
        doc.problems(ProblemScope::Whole),
        doc.is_empty(),
    );
    let Some(places) = block_positions(doc) else {
        return;
    };
    assert_eq!(places.last(), Some(&doc.last()));
    let mut back = vec![doc.last()];
    while let Some(prev) = back.last().and_then(|last| doc.prev(*last)) {
        back.push(prev);
    }
    back.reverse();
    assert_eq!(back, places, "back as on");
    for pos in &places {
        check_block(doc, *pos);
    }
    check_sections(doc, &places);
    check_outline(doc, &places);
    check_search(doc, &places);
    for percent in [0.0, 13.0, 50.0, 99.9, 100.0] {
        let pos = doc.pos_at(tongdu::text::units::Fraction::from_percent(percent));
        assert_eq!(doc.block_at(pos).pos, pos.block_start());
    }
    for wild in [
        Pos::new(0, u64::MAX),
        Pos::new(u32::MAX, 0),
        Pos::new(u32::MAX, u64::MAX).at(u32::MAX),
        Pos::new(1, 3).at(u32::MAX),
        Pos::new(0, 1),
    ] {
        let at = doc.block_at(wild).pos;
        assert!(places.contains(&at), "{wild:?} is taken to {at:?}");
        let _ = (doc.next(wild), doc.prev(wild), doc.fraction(wild));
        let _ = (doc.byte_of(wild), doc.provenance(wild));
        let _ = (doc.similar(wild), doc.explain(wild));
    }
}

fn check_block(doc: &dyn Document, pos: Pos) {
    let block = doc.block_at(pos);
    assert_eq!(block.pos, pos);
    let share = doc.fraction(pos).get();
    assert!((0.0..=1.0).contains(&share));
    for (range, mark) in &block.marks {
        let text = block.text.get(range.start as usize..range.end as usize);
        assert!(text.is_some(), "{range:?} {mark:?} in {:?}", block.text);
        if let Mark::Link(to) | Mark::NoteRef(to) = mark
            && let Some(there) = doc.target(pos, to)
        {
            assert_eq!(doc.block_at(there).pos, there.block_start(), "{to}");
        }
    }
    let middle = block.text.floor_char_boundary(block.text.len() / 2);
    if let Some(byte) = doc.byte_of(pos.at(middle as u32)) {
        let there = doc.pos_of_byte(pos.section, byte);
        let there = doc.block_at(there.expect("it has a byte"));
        assert!(there.pos.section == pos.section, "{byte} in {pos:?}");
    }
    let _ = doc.problems(ProblemScope::PartAt(pos));
}

/// Asserts that the walked sections are exactly those that contain blocks.
fn check_sections(doc: &dyn Document, places: &[Pos]) {
    let mut sections = vec![0];
    while let Some(next) = sections.last().and_then(|last| doc.next_section(*last)) {
        assert!(Some(&next) > sections.last());
        sections.push(next);
    }
    let mut walked: Vec<u32> = places.iter().map(|pos| pos.section).collect();
    walked.dedup();
    assert!(
        walked.iter().all(|section| sections.contains(section)),
        "{walked:?} {sections:?}"
    );
    assert_eq!(sections.last(), Some(&doc.last().section));
}

fn check_outline(doc: &dyn Document, places: &[Pos]) {
    let last = doc.whole_outline();
    assert!(last.complete);
    assert!(
        last.headings.is_sorted_by_key(|heading| heading.pos),
        "{:#?}",
        last.headings
    );
    for heading in &last.headings {
        assert!(heading.level > 0);
        let at = doc.block_at(heading.pos).pos;
        assert!(places.contains(&at));
    }
    let mut times = 0;
    doc.outline(&mut |_| {
        times += 1;
        ControlFlow::Break(())
    });
    assert_eq!(times, 1, "it stops when it is told to");
}

/// Returns the text of a block with a line end for each byte between two cells, over which no hit goes.
fn parted(block: &Block<'_>) -> String {
    let mut text = block.text.clone().into_owned();
    if let BlockKind::Table(table) = &block.kind {
        for row in &table.rows {
            for cells in row.windows(2) {
                let gap = cells[0].end as usize..cells[1].start as usize;
                text.replace_range(gap.clone(), &"\n".repeat(gap.len()));
            }
        }
    }
    text
}

fn check_search(doc: &dyn Document, places: &[Pos]) {
    let middle = doc.block_at(places[places.len() / 2]).text.into_owned();
    let some: String = middle.chars().skip(1).take(2).collect();
    for needle in ["的", "e", "\u{FFFD}", &some] {
        if needle.contains(['\n', '\r']) {
            continue;
        }
        let Ok(query) = Query::parse(needle, Level::Variants, QueryKind::Literal) else {
            continue;
        };
        let lang = doc.lang();
        let mut found = Vec::new();
        scan(doc, &query, doc.first(), &mut |step| {
            if let Step::Found(span) = step {
                found.push(span);
            }
            ControlFlow::Continue(())
        });
        let mut want = Vec::new();
        for pos in places {
            let block = doc.block_at(*pos);
            let text = parted(&block);
            let hits = ruby_text::hits(&query, lang, &text, &block.marks).into_iter();
            let mut hits: Vec<_> = hits
                .chain(block.marks.iter().filter_map(|(range, mark)| {
                    // The text of a note outside the blocks is found at its reference.
                    let Mark::NoteRef(label) = mark else {
                        return None;
                    };
                    let note = doc.note(*pos, label).filter(|note| note.pos.is_none())?;
                    let mut texts = note.paragraphs.iter();
                    let is_found =
                        texts.any(|text| query.find_all(text.as_bytes(), lang).next().is_some());
                    is_found.then(|| range.clone())
                }))
                .collect();
            hits.sort_by_key(|hit| (hit.start, hit.end));
            hits.dedup();
            want.extend(
                hits.into_iter()
                    .map(|hit| pos.at(hit.start)..pos.at(hit.end)),
            );
        }
        // In raw text, hits may cross the cuts of an endless line.
        let section = places[0].section;
        let raw = doc.lines(section).and_then(LineAccess::raw);
        let is_raw = raw.is_some_and(|lines| lines.line_ends(section) == LineEnds::Close);
        let is_cut = places.iter().any(|pos| doc.block_at(*pos).is_continuation);
        let is_exact = !(doc.has_several_sections() || is_raw && is_cut);
        if is_exact || needle == "的" {
            assert_eq!(found, want, "{needle:?}");
        }
        let last = want.last().map(|span| span.start);
        let end = Pos::new(u32::MAX, u64::MAX);
        let before = step_hits(doc, &query, end, -1, &|| ControlFlow::Continue(()));
        let before = before.continue_value().flatten().map(|step| step.span);
        assert_eq!(
            before.map(|span| span.start),
            last,
            "{needle:?} from the end"
        );
    }
}

/// Opens bytes under a name and asserts every invariant, for the original view too.
#[track_caller]
fn open_and_check(name: &str, bytes: &[u8], decoding: EncodingHint) {
    let bytes = SpooledBytes::from(bytes.to_vec());
    let wishes = OpenOptions {
        encoding_hint: decoding,
        rules: Arc::new(rules()),
        ..OpenOptions::default()
    };
    if let Ok(doc) = open_bytes(Path::new(name), &bytes, &wishes) {
        check(&*doc);
        if let Some(original) = doc.original() {
            check(&*original);
        }
        if let Ok(article) = views::open(&doc, View::Article) {
            check(&*article);
        }
    }
}

/// Returns rules that make some lines headings and hide others.
fn rules() -> Rules {
    let pattern = |source| Pattern::new(source).expect("a regular expression");
    let heading = |source, says| HeadingRule {
        source: RuleSource::default(),
        pattern: pattern(source),
        verdict: says,
        title_group: None,
        file_pattern: None,
    };
    Rules {
        heading_rules: vec![
            heading("第二", RuleVerdict::NotHeading),
            heading("^.{0,9}山", RuleVerdict::Heading(Some(3))),
            heading("^[一二]", RuleVerdict::Heading(None)),
        ],
        hide_rules: vec![HideRule {
            source: RuleSource::default(),
            pattern: pattern("^广告"),
            file_pattern: None,
        }],
        boilerplate: BoilerplatePolicy::Hide,
        ..Rules::default()
    }
}

/// A change to bytes: kind, offset, extent and inserted piece.
type Mutation = (u8, Index, Index, u8);

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    prop::collection::vec((0u8..7, any::<Index>(), any::<Index>(), any::<u8>()), 0..10)
}

const MAIL: &str = "From a@x Mon Mar  3 10:00:00 2025\nMessage-ID: <1@x>\nFrom: =?utf-8?b?5byg5LiJ?= <z@x>\nSubject: =?GB2312?B?udjT2rvh0uk=?=\n\
    Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; format=flowed\n\n一封信 \n很短。\n> 引文\n\n--b\n\
    Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+5bGxPC9wPg==\n--b--\n\nFrom b\nMessage-ID: <2@x>\n\
    References: <1@x>\nFrom: b\nSubject: Re: 会议\n\n第一章 开会\n他们沿着河走了三天。\n";

/// Pieces inserted into samples; each has a meaning in some format.
const INSERTED_BYTES: [&[u8]; 30] = [
    "\n广告\n".as_bytes(),
    "\n（本章完）\n\n".as_bytes(),
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\x1B$B",
    b"\x1B(B",
    b"\x0E",
    b"~{",
    b"~}",
    b"\xFF\xFE",
    b"\xEF\xBB\xBF",
    b"+++\n",
    b"---\n",
    b"<!--",
    b"<table><td>",
    b"</p></div>",
    b"&#x110000;",
    b"<ruby>a<rt>b",
    "［＃".as_bytes(),
    "《".as_bytes(),
    "｜".as_bytes(),
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"\x81",
    b"\xF0\x9F",
    b"[^1]: ",
    b"# ",
    "第一章 的\n".as_bytes(),
];

fn mutate(sample: &[u8], changes: &[Mutation]) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for (what, at, to, byte) in changes {
        let (at, to) = (at.index(bytes.len() + 1), to.index(bytes.len() + 1));
        let (from, to) = (at.min(to), at.max(to));
        match what {
            0 => {
                if let Some(slot) = bytes.get_mut(at) {
                    *slot = *byte;
                }
            }
            1 => bytes.insert(at, *byte),
            2 => drop(bytes.drain(from..to.min(from + 40))),
            3 => bytes.truncate(at.max(bytes.len() / 2)),
            4 => {
                let copy = bytes[from..to.min(from + 200)].to_vec();
                bytes.splice(at..at, copy);
            }
            5 => {
                let piece = INSERTED_BYTES[usize::from(*byte) % INSERTED_BYTES.len()];
                bytes.splice(at..at, piece.iter().copied());
            }
            _ => {
                if let Some(slot) = bytes.get_mut(at) {
                    *slot ^= 1 << (byte % 8);
                }
            }
        }
    }
    bytes
}

const NOVEL: &str = "山路\n作者：某人\n\n第一章 出门\n　　他们沿着河走了三天，水越来越浅。\n\n第二章 上山\n　　老人坐在门前。\n一、水\n　　浅的。\n二、石\n　　多的。\n";
const MARKDOWN: &str = "+++\ntitle = \"的\"\nauthor = \"甲\"\n+++\n# 一\n\n文 *强* 的[链](#二)。[^1]\n\n## 二\n\n- 甲\n  1. 乙\n\n> 引\n\n| a | b |\n|---|:-:|\n| c | d |\n\n```\ncode\n```\n\n[^1]: 注的\n";
const PAGE: &str = "<!DOCTYPE html><html lang=zh><meta charset=utf-8><title>题</title><h1 id=a>一</h1><p>文的<a href='#a'>链</a><ruby>漢<rt>かん</rt></ruby><ul><li>甲<li>乙</ul><table><tr><td>a<td>b</table><pre>x\ny</pre><div hidden>藏</div>";
const AOZORA: &str = "坊っちゃん\n夏目漱石\n\n-------------------------------------------------------\n【テキスト中に現れる記号について】\n-------------------------------------------------------\n\n［＃大見出し］一［＃大見出し終わり］\n　親譲《おやゆず》りの｜無鉄砲《むてっぽう》で※［＃「てへん＋劣」、第3水準1-84-77］子供の［＃「子供」に傍点］時から。\n\n底本：「坊っちゃん」\n";
const ESSAY: &str = "+++\ntitle = \"文\"\ndate = 2020-01-01\ntags = [\"a\"]\nsummary = \"的\"\n+++\n\n一、开头\n\n　　文的。\n\n（一）其次。后面的。\n";
const COLLECTION: &str = "title = \"书架的\"\nnote = \"n\"\norder = [\"b.txt\", \"d\", \"a.md\"]\n";

/// Builds a hard-wrapped text, which is reflowed for reading.
fn hard_wrapped() -> String {
    let line = "他们沿着河走了三天水越来越浅石头越来的多\n";
    (NOVEL.to_owned() + &format!("　　{}", line.replace("的多", "")) + &line.repeat(4) + "完了。\n")
        .repeat(8)
}

fn book() -> Vec<u8> {
    let container =
        b"<container><rootfiles><rootfile full-path='O/b.opf'/></rootfiles></container>";
    let package = "<package><metadata><title>书的</title></metadata><manifest><item id='n' properties='nav' href='n.xhtml'/><item id='a' href='a.xhtml'/><item id='b' href='b%20.xhtml'/></manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
    let nav = "<nav epub:type='toc'><ol><li><a href='a.xhtml#x'>甲</a><ol><li><a href='b%20.xhtml'>乙</a></li></ol></li></ol></nav>";
    zip(&[
        (b"mimetype", b"application/epub+zip"),
        (b"META-INF/container.xml", container),
        (b"O/b.opf", package.as_bytes()),
        (b"O/n.xhtml", nav.as_bytes()),
        (b"O/a.xhtml", PAGE.as_bytes()),
        (
            b"O/b .xhtml",
            "<h2>二</h2><p>文的<a href='a.xhtml#a'>回</a>".as_bytes(),
        ),
    ])
}

fn text_archive() -> Vec<u8> {
    let gbk = encoding_rs::GBK.encode(NOVEL).0;
    zip(&[
        (b"collection.toml", COLLECTION.as_bytes()),
        (b"a.md", MARKDOWN.as_bytes()),
        (b"b.txt", &gbk),
        (b"d/\xB5\xDA\xD2\xBB.txt", AOZORA.as_bytes()),
        (b"d/e.html", PAGE.as_bytes()),
        (b"f.txt.gz", &gzip(NOVEL.as_bytes())),
        (b"g.epub", &zip(&[(b"x.xhtml", PAGE.as_bytes())])),
    ])
}

/// Builds a Word document with every kind of content that is supported.
fn docx() -> Vec<u8> {
    let text = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let heading = |text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = format!(
        "<w:document><w:body>{}<w:p><w:bookmarkStart w:name='a'/>{}<w:r><w:footnoteReference w:id='2'/></w:r>\
         <w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r><w:hyperlink w:anchor='a'>{}\
         </w:hyperlink></w:p>{}<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p>{}</w:p></w:tc>\
         </w:tr></w:tbl><w:p>{}<w:del>{}</w:del></w:p></w:body></w:document>",
        heading("山"),
        text("文的"),
        text("かん"),
        text("漢"),
        text("链"),
        heading("河"),
        text("格"),
        text("完"),
        text("删"),
    );
    let styles = "<w:styles><w:style w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='第%1章'/></w:lvl></w:abstractNum><w:num w:numId='4'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let notes = format!(
        "<w:footnotes><w:footnote w:id='2'><w:p>{}</w:p></w:footnote></w:footnotes>",
        text("注的")
    );
    zip(&[
        (b"[Content_Types].xml", b"<Types/>"),
        (b"word/document.xml", body.as_bytes()),
        (b"word/styles.xml", styles.as_bytes()),
        (b"word/numbering.xml", numbering.as_bytes()),
        (b"word/footnotes.xml", notes.as_bytes()),
    ])
}

/// Returns a valid text of every format, with its usual file name.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let wrapped = hard_wrapped();
    let jis = |text: &str| encoding_rs::ISO_2022_JP.encode(text).0.into_owned();
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    vec![
        ("novel.txt", NOVEL.into()),
        ("wrapped.txt", wrapped.clone().into()),
        ("gbk.txt", encoding_rs::GBK.encode(&wrapped).0.into_owned()),
        ("jis.txt", jis(AOZORA)),
        ("wide.txt", wide(NOVEL)),
        (
            "mixed.txt",
            [
                NOVEL.as_bytes(),
                &encoding_rs::GBK.encode(&NOVEL.repeat(3)).0,
            ]
            .concat(),
        ),
        ("a.md", MARKDOWN.into()),
        ("gbk.md", encoding_rs::GBK.encode(MARKDOWN).0.into_owned()),
        ("a.html", PAGE.into()),
        ("aozora.txt", AOZORA.into()),
        (
            "sjis.txt",
            encoding_rs::SHIFT_JIS.encode(AOZORA).0.into_owned(),
        ),
        ("essay.txt", ESSAY.into()),
        ("book.epub", book()),
        ("shelf.zip", text_archive()),
        ("word.docx", docx()),
        (
            "word.doc",
            include_bytes!("../data/samples/word.doc").to_vec(),
        ),
        ("list.mbox", MAIL.into()),
        ("a.txt.gz", gzip(NOVEL.as_bytes())),
        ("a.md.zst", zstd(MARKDOWN.as_bytes())),
        ("a.html.xz", xz(PAGE.as_bytes())),
    ]
}

#[test]
fn good_samples_keep_the_laws() {
    for (name, bytes) in samples() {
        let doc = open_bytes(
            Path::new(name),
            &SpooledBytes::from(bytes),
            &OpenOptions::default(),
        );
        let doc = doc.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(
            block_positions(&*doc).is_some_and(|places| places.len() > 3),
            "{name}"
        );
        check(&*doc);
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn changed_samples_keep_the_laws(which in any::<Index>(), changes in mutations()) {
        let samples = samples();
        let (name, bytes) = which.get(&samples);
        open_and_check(name, &mutate(bytes, &changes), EncodingHint::default());
    }

    #[test]
    fn changed_texts_keep_the_laws_in_every_encoding(
        which in any::<Index>(),
        encoding in prop::sample::select(&LABELS[..]),
        changes in mutations(),
    ) {
        let samples = samples();
        let (name, bytes) = which.get(&samples);
        let decoding = EncodingHint {
            encoding: parse_choice(encoding).unwrap(),
            ..EncodingHint::default()
        };
        open_and_check(name, &mutate(bytes, &changes), decoding);
    }

    #[test]
    fn any_bytes_are_a_document_of_every_kind(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        head in prop::sample::select(vec![
            &b""[..], b"PK\x03\x04", b"\x1F\x8B\x08\0", b"\x28\xB5\x2F\xFD", b"\xFD7zXZ\0", b"+++\n", b"\x1B$)C", b"\xFF\xFE", b"<html>",
        ]),
        name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.epub", "a.zip", "a.txt.gz", "a"]),
    ) {
        open_and_check(name, &[head, &bytes].concat(), EncodingHint::default());
    }

    #[test]
    fn pieces_put_together_are_a_document_of_every_kind(
        pieces in prop::collection::vec(any::<Index>(), 0..60),
        name in prop::sample::select(vec!["a.txt", "a.md", "a.html"]),
    ) {
        let bytes: Vec<u8> = pieces.iter().flat_map(|at| at.get(&INSERTED_BYTES[..]).to_vec()).collect();
        open_and_check(name, &bytes, EncodingHint::default());
    }

    #[test]
    fn any_configuration_is_read(changes in mutations()) {
        let usual = tongdu::app::help::tables::default_config(tongdu::messages::Lang::ZhHans);
        let text = mutate(usual.as_bytes(), &changes);
        let text = String::from_utf8_lossy(&text);
        let (config, problems) = Config::parse("config.toml", &text);
        for lang in tongdu::messages::Lang::ALL {
            let m = lang.catalogue();
            prop_assert!(problems.iter().all(|problem| !m.config_problem(problem).is_empty()));
        }
        let _ = tongdu::app::input::keymap::Keymap::new(&config.keys);
    }
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn a_folder_of_changed_files_keeps_the_laws(all in prop::collection::vec((any::<Index>(), mutations()), 1..5), described in mutations(), outlined in mutations()) {
        let desk = TestFolder::new();
        let samples = samples();
        for (number, (which, changes)) in all.iter().enumerate() {
            let (name, bytes) = which.get(&samples);
            let folder = if number % 2 == 0 { "a" } else { "a/d" };
            desk.put(&format!("{folder}/{number} {name}"), mutate(bytes, changes));
        }
        desk.put("a/collection.toml", mutate(COLLECTION.as_bytes(), &described));
        desk.put("a/novel.txt", NOVEL);
        let saved = "[[heading]]\nlevel = 1\ntitle = \"第一章\"\nat = 30\nwithin = 3\nextent = 9\n[[heading]]\nlevel = 2\ntitle = \"二\"\nat = 100\n";
        desk.put("a/novel.txt.toc.toml", mutate(saved.as_bytes(), &outlined));
        let doc = open(&desk.path("a"), &OpenOptions::default()).unwrap();
        check(&*doc);
        if let Some(original) = doc.original() {
            check(&*original);
        }
    }
}
