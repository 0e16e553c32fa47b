//! Pages that are turned: the ten essays from the first page to the last and back, on common screens.

use std::sync::Arc;
use tongdu::app::reading::reader::Reader;
use tongdu::doc::{BlockKind, Document, Mark};
use tongdu::formats::markdown;
use tongdu::formats::plain::PlainDocument;
use tongdu::layout::{BlockRow, PageRow, RowId, Setting, TextOptions};
use tongdu::library::builtin;
use tongdu::source::windows::Source;
use tongdu::text::units::{Cells, Rows};
use tongdu::views::reflow;

fn is_empty(row: &PageRow) -> bool {
    let is_parting = row
        .line()
        .is_some_and(|line| line.glyphs.is_empty() && line.rule.is_none());
    matches!(row.row(), BlockRow::Empty)
        || is_parting && matches!(row.block.kind, BlockKind::Table(_))
}

fn is_heading(row: &PageRow) -> bool {
    matches!(row.block.kind, BlockKind::Heading(_)) || is_title_alone(row)
}

/// Whether all of a line of a series of run-in titles is a title.
fn is_title_alone(row: &PageRow) -> bool {
    let end = row.block.prepared.text().trim_end().len();
    let mut titles = row.block.marks.iter();
    titles.any(|(title, mark)| *mark == Mark::RunInHeading && title.end as usize >= end)
}

fn text_rows(page: &[PageRow]) -> Vec<RowId> {
    let rows = page.iter().filter(|row| !is_empty(row));
    rows.map(|row| row.id).collect()
}

#[track_caller]
fn check_page(page: &[PageRow], name: &str) {
    let text: Vec<&PageRow> = page.iter().filter(|row| !is_empty(row)).collect();
    let (first, last) = (text.first().expect("text"), text.last().expect("text"));
    assert!(!is_heading(last), "{name}: a heading is the last row");
    let is_title = first.block.kind == BlockKind::Heading(0);
    assert!(
        is_title || !is_empty(&page[0]),
        "{name}: an empty row is the first"
    );
    assert!(
        is_empty(&page[0]) || !is_empty(&page[0]) && page.len() > 2,
        "{name}"
    );
    // Two rows of text stay with a heading, or all there are.
    let below = text.iter().rev().position(|row| is_heading(row));
    if below == Some(1) {
        let all = last.id.row + 1 == last.block.row_count();
        assert!(all, "{name}: one row of a paragraph is below a heading");
    }
}

#[test]
fn the_ten_essays_are_turned_there_and_back() {
    let doc = builtin::essays();
    let outline = doc.whole_outline();
    for (measure, rows) in [(50, 23), (72, 39), (72, 49), (38, 11), (18, 7)] {
        let setting = Setting {
            measure: Cells(measure),
            ..Setting::default()
        };
        let options = TextOptions {
            lang: doc.lang(),
            ..TextOptions::default()
        };
        let mut reader = Reader::new(Arc::clone(&doc), options, setting);
        reader.set_outline(outline.clone());
        reader.resize(setting, Rows(rows));
        let (mut pages, mut all) = (Vec::new(), Vec::new());
        loop {
            // A smaller page may have no room for a heading and two rows.
            if !reader.is_at_end() && rows > 20 {
                let name = format!("{measure}x{rows}, page {}", pages.len());
                check_page(reader.page(), &name);
            }
            pages.push(text_rows(reader.page()));
            let rows = reader.page().iter();
            let rows = rows.filter(|row| !matches!(row.row(), BlockRow::Empty));
            all.extend(rows.cloned());
            if !reader.turn_forward(1) {
                break;
            }
        }
        for pair in all.windows(2) {
            let (row, next) = (&pair[0], &pair[1]);
            if row.id.block == next.id.block {
                // A blank row between two of a table is not the first of a page.
                let is_table = matches!(row.block.kind, BlockKind::Table(_));
                let is_parted = is_table && row.id.row + 2 == next.id.row;
                assert!(
                    is_parted || row.id.row + 1 == next.id.row,
                    "no row is lost or repeated"
                );
            } else {
                assert_eq!(row.id.row + 1, row.block.row_count());
                assert_eq!(next.id.row, next.block.space_above);
                let is_next = doc.next(row.id.block) == Some(next.id.block);
                // On a small screen the title stands alone.
                assert!(is_next || rows < 11, "no block is lost");
            }
        }
        reader.go(doc.first());
        while reader.turn_forward(1) {}
        for page in pages.iter().rev().skip(1) {
            assert!(reader.turn_back(1));
            assert_eq!(&text_rows(reader.page()), page);
        }
        assert!(!reader.turn_back(1));
    }
}

#[test]
fn two_pages_of_markdown_are_turned_there_and_back() {
    let text = std::iter::repeat_n(
        "## 山里的路\n\n山里的路很长，人走了一天才到村口，天已经黑了，灯也亮了，狗叫了几声。\n\n- 一项\n- 又一项，说得长一些，要在第二行才说完，所以再添几个字。\n\n> 引的话。\n\n\
         | 县 | 人口 |\n| --- | --- |\n| 甲<br>又名乙 | 42.3 |\n| 丙 | 5 |\n| 丁<br>又名戊 | 6 |\n\n```\nlet a = 1;\n```\n\n",
        40,
    );
    let doc = markdown::parse(&text.collect::<String>(), 0, None);
    let doc: Arc<dyn Document> = Arc::new(doc);
    for pages in [1, 2] {
        let setting = Setting {
            measure: Cells(56),
            ..Setting::default()
        };
        let mut reader = Reader::new(Arc::clone(&doc), TextOptions::default(), setting);
        reader.set_outline(doc.whole_outline());
        reader.resize(setting, Rows(39));
        reader.set_pages(pages);
        let mut seen = vec![text_rows(reader.page())];
        while reader.turn_forward(1) {
            check_page(
                reader.page(),
                &format!("{pages} pages, turn {}", seen.len()),
            );
            seen.push(text_rows(reader.page()));
        }
        for page in seen.iter().rev().skip(1) {
            assert!(reader.turn_back(1));
            assert_eq!(&text_rows(reader.page()), page);
        }
    }
}

#[test]
fn a_title_alone_in_a_series_with_text_in_its_lines_stays_with_its_text() {
    let run_in = |n: char| {
        format!(
            "　　（{n}）先看山里的路。路很长，人走了一天才到村口，天已经黑了，灯也亮了，狗叫了几声，门开了。\n"
        )
    };
    let alone = |n: char| {
        format!(
            "　　（{n}）再看山里的水\n　　水很清，能看见底，鱼在石头边上，一动不动，人走近了才散开，又慢慢回来。\n"
        )
    };
    let chapter = |n: char| {
        format!(
            "{n}、山里的事\n{}{}{}{}",
            run_in('一'),
            alone('二'),
            run_in('三'),
            alone('四')
        )
    };
    let text: String = "一二三四五六七八九".chars().map(chapter).collect();
    let lines = PlainDocument::new("t", Source::Owned(text.into_bytes()));
    let doc: Arc<dyn Document> = reflow::open(lines);
    let mut titles = 0;
    for rows in 12..30 {
        let setting = Setting {
            measure: Cells(50),
            ..Setting::default()
        };
        let mut reader = Reader::new(Arc::clone(&doc), TextOptions::default(), setting);
        reader.set_outline(doc.whole_outline());
        reader.resize(setting, Rows(rows));
        while reader.turn_forward(1) {
            let page = reader.page();
            titles += page.iter().filter(|row| is_title_alone(row)).count();
            let last = page.iter().rfind(|row| !is_empty(row));
            assert!(
                reader.is_at_end() || !last.is_some_and(is_heading),
                "{rows} rows: a heading is the last row"
            );
        }
    }
    assert!(titles > 100, "{titles} titles");
}

#[test]
fn no_field_of_a_record_stands_alone_at_the_end_or_the_head_of_a_page() {
    let fields = [
        "县名", "人口", "面积", "书记", "县长", "邮编", "电话", "备注",
    ];
    let row = |i: u32| {
        let note = "说得长一些，要在第二行才说完，所以再添几个字。".repeat(i as usize % 2);
        format!(
            "甲{i}县 42.{i} {} 张某某 李某某 40{i:04} 023-55{i:05} {note}",
            1000 + i
        )
    };
    let rows: Vec<String> = (0..60).map(row).collect();
    let head = fields.join(" | ");
    let cells = rows.iter().map(|row| row.replace(' ', " | "));
    let cells: Vec<String> = cells.map(|row| format!("| {row} |\n")).collect();
    let table = format!("| {head} |\n{}\n{}", "|---".repeat(8), cells.concat());
    let tabs = rows.iter().map(|row| row.replace(' ', "\t") + "\n");
    let tabs = format!("{}\n{}", fields.join("\t"), tabs.collect::<String>());
    let lines = PlainDocument::new("t", Source::Owned(tabs.into_bytes()));
    let docs: [Arc<dyn Document>; 2] = [
        Arc::new(markdown::parse(&table, 0, None)),
        reflow::open(lines),
    ];
    for doc in docs {
        let mut splits = 0;
        for height in 9..24 {
            let setting = Setting {
                measure: Cells(38),
                ..Setting::default()
            };
            let mut reader = Reader::new(Arc::clone(&doc), TextOptions::default(), setting);
            reader.resize(setting, Rows(height));
            let has_words = |row: &PageRow| row.line().is_some_and(|line| !line.glyphs.is_empty());
            loop {
                let last = reader.page().iter().rfind(|row| has_words(row)).cloned();
                let page: Vec<bool> = reader.page().iter().map(has_words).collect();
                let filled = page.iter().rposition(|filled| *filled).unwrap_or_default();
                let alone_below = filled > 0 && !page[filled - 1];
                if !reader.turn_forward(1) {
                    break;
                }
                let next = reader.page().to_vec();
                let (last, first) = (last.expect("words"), &next[0]);
                if last.id.block != first.id.block || last.id.row + 1 != first.id.row {
                    continue;
                }
                splits += 1;
                let alone_above = next.len() > 1 && !has_words(&next[1]);
                assert!(
                    !alone_below && !alone_above,
                    "{height} rows: {:?}",
                    first.id
                );
            }
        }
        assert!(splits > 40, "{splits} records are split");
    }
}

#[test]
fn the_line_below_a_title_stays_with_it_and_with_its_text() {
    let part = |n: usize| {
        let body = format!("　　第{n}段，山里的路很长，人走了一天才到村口，天已经黑了。\n")
            .repeat(1 + n % 4);
        format!(
            "山里的事{}\n========\n{body}\n",
            "甲乙丙丁".chars().nth(n % 4).expect("a letter")
        )
    };
    let text: String = (0..60).map(part).collect();
    let lines = PlainDocument::new("t", Source::Owned(text.into_bytes()));
    let doc: Arc<dyn Document> = reflow::open(lines);
    let is_line = |row: &PageRow| row.block.prepared.text().starts_with("====");
    let mut seen = 0;
    for rows in 12..26 {
        let setting = Setting {
            measure: Cells(40),
            ..Setting::default()
        };
        let mut reader = Reader::new(Arc::clone(&doc), TextOptions::default(), setting);
        reader.set_outline(doc.whole_outline());
        reader.resize(setting, Rows(rows));
        loop {
            let page = reader.page();
            for pair in page.windows(2).filter(|pair| is_line(&pair[1])) {
                assert!(
                    is_heading(&pair[0]),
                    "{rows} rows: the title is right above"
                );
                seen += 1;
            }
            let last = page.iter().rfind(|row| !is_empty(row)).expect("a row");
            assert!(
                reader.is_at_end() || !is_line(last) && !is_heading(last),
                "{rows} rows"
            );
            if !reader.turn_forward(1) {
                break;
            }
        }
    }
    assert!(seen > 400, "{seen} lines");
}

#[test]
fn a_page_back_ends_where_the_page_began() {
    let doc = builtin::essays();
    let setting = Setting {
        measure: Cells(50),
        ..Setting::default()
    };
    let mut reader = Reader::new(Arc::clone(&doc), TextOptions::default(), setting);
    reader.set_outline(doc.whole_outline());
    reader.resize(setting, Rows(23));
    for heading in doc.whole_outline().headings.iter().skip(1) {
        reader.go(heading.pos);
        let first = text_rows(reader.page());
        if !reader.turn_back(1) || reader.anchor().block_start() == doc.first() {
            continue;
        }
        let before = text_rows(reader.page());
        assert!(before < first, "{}", heading.title);
        assert!(reader.page().len() <= 23);
        reader.turn_forward(1);
        assert_eq!(
            text_rows(reader.page()).first(),
            first.first(),
            "{}",
            heading.title
        );
    }
}

#[test]
fn blank_lines_at_the_end_are_no_page() {
    let setting = Setting {
        measure: Cells(40),
        ..Setting::default()
    };
    for rows in 3..14 {
        let text = format!("第一章 山\n{}\n \n\n\n", "　　正文一段。\n\n".repeat(20));
        let lines = PlainDocument::new("t", Source::Owned(text.into_bytes()));
        let doc: Arc<dyn Document> = reflow::open(lines);
        let mut reader = Reader::new(Arc::clone(&doc), TextOptions::default(), setting);
        reader.resize(setting, Rows(rows));
        loop {
            let has_text = |row: &PageRow| row.line().is_some_and(|line| !line.glyphs.is_empty());
            assert!(reader.page().iter().any(has_text), "{rows} rows");
            if !reader.turn_forward(1) {
                break;
            }
        }
        assert!(reader.is_at_end());
    }
}
