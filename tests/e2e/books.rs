//! Books: notes over the page, and metadata.

use crate::support::emulator::TerminalKind;
use crate::support::packed::book;
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, assert_first_row, open, output_text, press, row, run, status,
};

/// A chapter longer than a page, with a note of each kind.
const CHAPTER_WITH_NOTES: &str = "<h1>第一章</h1><p>山路很长<a epub:type='noteref' href='#n1'>1</a>，\
    雪还没有化<img class='qqreader-footnote' alt='去年的雪。'/>，\
    见<a href='b.xhtml'>下一章</a>。</p>\
    <aside epub:type='footnote' id='n1'><p>这条路有三十里，走一天。</p><p>也有人说是四十里。</p></aside>";

fn book_with_notes() -> Vec<u8> {
    let first = CHAPTER_WITH_NOTES.to_owned() + &"<p>路还在前面，人还在走。</p>".repeat(30);
    book(
        "<dc:title>山路</dc:title><dc:creator>王小明</dc:creator>\
         <dc:publisher>山水出版社</dc:publisher><dc:language>zh-CN</dc:language>",
        "page-progression-direction='rtl'",
        &[
            ("a.xhtml", first.as_str()),
            ("b.xhtml", "<h1>第二章</h1><p>到了。</p>"),
        ],
    )
}

#[test]
fn enter_opens_a_note_over_the_page_and_the_page_stays() {
    let desk = TestFolder::new();
    let path = desk.put("山路.epub", book_with_notes());
    for size in [(80, 24), (58, 11), (20, 8)] {
        let mut terminal = open(&[&path], size, TerminalKind::USUAL);
        press(&mut terminal, "j");
        let before = terminal.state().screen.text();
        press(&mut terminal, "1<Enter>");
        let text = terminal.state().screen.text();
        assert!(text.contains("注 1") && text.contains("三十里"), "{text}");
        terminal.assert_full_redraw_changes_nothing();
        press(&mut terminal, "<Enter>");
        assert_eq!(terminal.state().screen.text(), before);
        press(&mut terminal, "2<Enter>");
        assert!(terminal.state().screen.text().contains("去年的雪。"));
        press(&mut terminal, "<Esc>");
        assert_eq!(terminal.state().screen.text(), before);
    }
}

#[test]
fn notes_are_not_in_the_text_but_search_finds_them_at_their_signs() {
    let desk = TestFolder::new();
    let path = desk.put("山路.epub", book_with_notes());
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    assert!(!terminal.state().screen.text().contains("三十里"));
    press(&mut terminal, "G/四十里<Enter>");
    assert!(status(&terminal).contains("1/1"), "{}", status(&terminal));
    assert!(
        row(&terminal, 1).contains("[1]"),
        "{}",
        terminal.state().screen
    );
    press(&mut terminal, "<Enter>");
    assert!(terminal.state().screen.text().contains("四十里"));
}

#[test]
fn a_link_is_followed_and_the_way_back_is_known() {
    let desk = TestFolder::new();
    let path = desk.put("山路.epub", book_with_notes());
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    assert_first_row(&mut terminal, "3<Enter>", "第二章");
    assert_first_row(&mut terminal, "<C-o>", "第一章");
}

#[test]
fn what_a_book_says_of_itself_is_among_the_facts() {
    let desk = TestFolder::new();
    let path = desk.put("山路.epub", book_with_notes());
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "i");
    let text = terminal.state().screen.text();
    for fact in ["山路", "王小明", "山水出版社", "从右向左", "zh-CN"] {
        assert!(text.contains(fact), "{fact}: {text}");
    }
}

#[test]
fn notes_are_printed_behind_their_paragraphs() {
    let desk = TestFolder::new();
    let path = desk.put("山路.epub", book_with_notes());
    let text = output_text(&run(&["cat", &path]).stdout);
    let lines: Vec<&str> = text.lines().skip(2).take(4).map(str::trim_end).collect();
    assert_eq!(
        lines,
        [
            "    山路很长[1]，雪还没有化[1]，见下一章。",
            "[1] 这条路有三十里，走一天。",
            "    也有人说是四十里。",
            "[1] 去年的雪。",
        ]
    );
}

#[test]
fn a_book_without_tags_has_its_chapters_beside_it() {
    let desk = TestFolder::new();
    let chapter = |n: &str| {
        format!(
            "<p>第{n}章　路上</p>{}",
            "<p>人还在走，路还在前面。</p>".repeat(3)
        )
    };
    let text = ["一", "二", "三", "四"].map(chapter).concat();
    let path = desk.put(
        "书.epub",
        book("<dc:title>书</dc:title>", "", &[("a.xhtml", &text)]),
    );
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    assert_first_row(&mut terminal, "3G", "第三章  路上");
    press(&mut terminal, ":why<Enter>");
    let told = terminal.state().screen.text();
    assert!(told.contains("是标题：这样编号的有 4 行"), "{told}");
    assert_eq!(row(&terminal, 4), "", "a heading stands apart");
    assert_eq!(row(&terminal, 5), "第四章  路上");
}

/// A text of 青空文庫 with legend and colophon.
const AOZORA: &str = "海辺の話\n山田花子\n\n----------------\n【テキスト中に現れる記号について】\n\n\
    《》：ルビ\n（例）海《うみ》\n----------------\n\n　海《うみ》は広い。\n\n\n\
    底本：「海辺」海書房\n　　　1990年\n入力：鈴木\n2001年1月2日公開\n";

#[test]
fn a_text_of_aozora_bunko_begins_with_itself_and_tells_its_origin() {
    let desk = TestFolder::new();
    let path = desk.put("umi.txt", AOZORA);
    let mut terminal = open(&[&path], (58, 24), TerminalKind::USUAL);
    let text = terminal.state().screen.text();
    assert!(text.contains("は広い"), "{text}");
    assert!(!text.contains("記号について"), "{text}");
    press(&mut terminal, "i");
    let facts = terminal.state().screen.text();
    for fact in ["山田花子", "「海辺」海書房；1990", "鈴木", "公开"] {
        assert!(facts.contains(fact), "{fact} in {facts}");
    }
    press(&mut terminal, "<Esc>O");
    let text = terminal.state().screen.text();
    assert!(text.contains("記号について"), "{text}");
    assert!(text.contains("海《うみ》は"), "{text}");
    press(&mut terminal, "O");
    assert!(status(&terminal).contains("注记"), "{}", status(&terminal));
    assert!(!terminal.state().screen.text().contains("《うみ》"));
}

#[test]
fn a_note_that_is_missing_is_told_and_pictures_are_no_links() {
    let page = "<h1>第一章</h1><p>山路<a href='p1.png'><img src='p1.png' alt='山'/></a>很长\
        <a epub:type='noteref' href='#none'>7</a>。</p>";
    let desk = TestFolder::new();
    let path = desk.put(
        "山路.epub",
        book("<dc:title>山路</dc:title>", "", &[("a.xhtml", page)]),
    );
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    press(&mut terminal, "<Enter>");
    assert!(
        status(&terminal).contains("找不到这条注：#none"),
        "{}",
        terminal.state().screen
    );
    press(&mut terminal, "2<Enter>");
    assert!(
        status(&terminal).contains("本页有 1 处"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn a_picture_in_a_link_that_are_both_signs_of_a_note_are_one() {
    let desk = TestFolder::new();
    let chapter = "<h1>第一章</h1><p>山<a class='duokan-footnote' href='#d1'>\
                   <img class='qqreader-footnote' alt='图上的注。'/></a>，\
                   水<a epub:type='noteref' href='#n1'>2</a>。</p><p>路还在。</p>\
                   <ol class='duokan-footnote-content'><li class='duokan-footnote-item' id='d1'>图上的注。</li></ol>\
                   <aside epub:type='footnote' id='n1'><p>水边的注。</p></aside>";
    let bytes = book("<dc:title>山</dc:title>", "", &[("a.xhtml", chapter)]);
    let path = desk.put("山.epub", bytes);
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    press(&mut terminal, "2<Enter>");
    assert!(terminal.state().screen.text().contains("水边的注。"));
    press(&mut terminal, "<Esc>3<Enter>");
    assert!(
        status(&terminal).contains("本页有 2 处"),
        "{}",
        status(&terminal)
    );
}

/// A book whose chapters have lower tags than its front matter, and are alike in its table of contents.
fn book_with_low_tags() -> Vec<u8> {
    let points = [
        ("版权信息", "a.xhtml"),
        ("第一章　雨夜来客", "b.xhtml"),
        ("第二章　江上", "c.xhtml"),
    ];
    let points = points.map(|(title, to)| {
        format!(
            "<navPoint><navLabel><text>{title}</text></navLabel><content src='{to}'/></navPoint>"
        )
    });
    let ncx = format!("<ncx><navMap>{}</navMap></ncx>", points.concat());
    book(
        "<dc:title>夜话集</dc:title><dc:language>zh-CN</dc:language>",
        "toc='c3'",
        &[
            (
                "a.xhtml",
                "<h1>版权信息</h1><p>本书由某某出版社授权电子版制作与发行。</p>",
            ),
            (
                "b.xhtml",
                "<h2>第一章<br/>雨夜来客</h2><p>那年冬天来得格外早。</p>",
            ),
            (
                "c.xhtml",
                "<h3>第二章　江上</h3><h4>一</h4><p>船行三日。</p><h4>二</h4><p>江面起了雾。</p>",
            ),
            ("toc.ncx", &ncx),
        ],
    )
}

#[test]
fn chapters_of_the_table_of_contents_look_alike_whatever_their_tags() {
    let desk = TestFolder::new();
    let path = desk.put("夜话集.epub", book_with_low_tags());
    let mut terminal = open(&[&path], (80, 40), TerminalKind::USUAL);
    press(&mut terminal, ":set chapters=flow<Enter>t");
    let text = terminal.state().screen.text();
    let lines: Vec<&str> = text.lines().collect();
    let row_of = |words: &str| {
        let found = lines.iter().position(|line| line.contains(words));
        found.unwrap_or_else(|| panic!("{words}: {text}"))
    };
    for chapter in ["▎ 版权信息", "▎ 第一章", "▎ 第二章"] {
        let at = row_of(chapter);
        let above = lines[..at].iter().rev();
        let air = above.take_while(|line| !line.chars().any(char::is_alphabetic));
        assert!(at == 0 || air.count() >= 2, "{chapter}: {text}");
    }
    assert!(!text.contains("▎ 一") && !text.contains("▎ 二"), "{text}");
}

#[test]
fn a_chapter_begins_on_a_page_of_its_own() {
    let desk = TestFolder::new();
    let path = desk.put("a.epub", book_with_notes());
    let mut terminal = open(&[&path], (60, 14), TerminalKind::USUAL);
    let text = |terminal: &Terminal| terminal.state().screen.text();
    let mut pages = vec![text(&terminal)];
    for _ in 0..12 {
        if row(&terminal, 0).contains("第二章") || row(&terminal, 1).contains("第二章") {
            break;
        }
        press(&mut terminal, "<Space>");
        pages.push(text(&terminal));
    }
    let (last, before) = pages.split_last().unwrap();
    assert!(last.contains("第二章") && last.contains("到了"), "{last}");
    for page in before {
        assert!(!page.contains("到了"), "{page}");
    }
    let words = |page: &str| -> String {
        let rows = page.lines().count();
        page.lines().take(rows - 1).collect()
    };
    for page in before.iter().rev() {
        press(&mut terminal, "b");
        assert_eq!(words(&text(&terminal)), words(page));
    }
    press(&mut terminal, ":set chapters=flow<Enter>G");
    assert!(text(&terminal).contains("人还在走") && text(&terminal).contains("到了"));
    // The chapter whose title is in the first third is the one that is read.
    press(&mut terminal, "gg]kk");
    let first = row(&terminal, 0);
    assert!(
        !first.contains("第二章") && text(&terminal).contains("第二章"),
        "{first}"
    );
    assert!(status(&terminal).contains("第二章"), "{}", text(&terminal));
}

#[test]
fn signs_of_plain_texts_open_the_notes_at_the_end() {
    let desk = TestFolder::new();
    let text =
        "山路①很长。前人有述[1-2]。\n\n①　见县志。\n\n参考文献\n[1] 王某．山．\n[2] 李某．河．\n";
    let path = desk.put("a.txt", text);
    let mut terminal = open(&[&path], (60, 20), TerminalKind::USUAL);
    press(&mut terminal, "1<Enter>");
    let sheet = |terminal: &Terminal| terminal.state().screen.text();
    assert!(sheet(&terminal).contains("注 ①"), "{}", sheet(&terminal));
    press(&mut terminal, "<Esc>2<Enter>");
    assert!(sheet(&terminal).contains("注 1-2"), "{}", sheet(&terminal));
}

#[test]
fn a_jump_to_a_document_shows_the_office_above_its_title() {
    let desk = TestFolder::new();
    let document = |number: u32, what: &str| {
        format!(
            "江南省人民政府办公厅文件\n\n江政办发〔2024〕{number}号\n\n江南省人民政府办公厅关于加快{what}\n建设的通知\n\n\
             各市、县人民政府：\n\n    为加快{what}建设，现将有关事项通知如下。\n\n    一、总体要求\n\n    三年内全覆盖。\n\n    \
             二、重点任务\n\n    各地要加强领导，压实责任。\n"
        )
    };
    desk.put("文/a.txt", document(12, "山区公路"));
    let path = desk.put("文/b.txt", document(13, "江边码头"));
    let folder = path.trim_end_matches("/b.txt").to_owned();
    let mut terminal = open(&[&folder], (80, 24), TerminalKind::USUAL);
    let has = |terminal: &Terminal, words: &str| terminal.state().screen.find(words).is_some();
    press(&mut terminal, "]]");
    assert!(
        row(&terminal, 0).contains("办公厅文件"),
        "{}",
        terminal.state().screen
    );
    assert!(has(&terminal, "〔2024〕13"), "{}", terminal.state().screen);
    assert!(
        status(&terminal).contains("江边码头"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "[[");
    assert!(has(&terminal, "〔2024〕12"), "{}", terminal.state().screen);
}
