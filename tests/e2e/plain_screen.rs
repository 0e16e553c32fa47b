//! The screen for screen readers: one column without lines, the cursor at the row being read, and words for what it is.

use crate::support::emulator::TerminalKind;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, open, press, status};

const TEXT: &str = "# 江边的厂\n\n## 一、先把山看清楚\n\n山里的<ruby>雾<rt>wù</rt></ruby>散了。\n\n> 路是走出来的。\n\n```\nlet a = 1;\n```\n\n\
                    ### （一）路\n\n他往前走。\n\n| 年 | 人 |\n| --- | --- |\n| 2003 | 12 |\n";

fn open_plain(arguments: &[&str], size: (u16, u16)) -> (TestFolder, Terminal) {
    let folder = TestFolder::new();
    let path = folder.put("a.md", TEXT);
    let mut all = vec!["--plain-screen"];
    all.extend(arguments);
    all.push(&path);
    let terminal = open(&all, size, TerminalKind::USUAL);
    (folder, terminal)
}

#[test]
fn one_column_without_lines_and_the_cursor_where_one_reads() {
    for size in [(120, 40), (80, 24), (20, 8)] {
        let (_folder, mut terminal) = open_plain(&[], size);
        let text = terminal.state().screen.text();
        assert!(!text.contains(['│', '▎', '▐', '╎', '|']), "{text}");
        assert!(terminal.state().is_cursor_visible(), "{text}");
        let (_, y) = terminal.state().cursor();
        let row = terminal.state().screen.row(y);
        assert!(row.contains("江边的厂"), "{row}\n{text}");
        press(&mut terminal, "<Tab>");
        let text = terminal.state().screen.text();
        assert!(
            !text.contains(['│', '▐']) && text.contains("（一）路"),
            "{text}"
        );
        assert!(!text.contains("山里的雾"), "{text}");
        press(&mut terminal, "<Esc>?");
        let text = terminal.state().screen.text();
        assert!(terminal.state().is_cursor_visible(), "{text}");
    }
}

#[test]
fn the_status_line_says_what_the_row_is() {
    for (lang, title, heading, quotation) in [
        ("zh", "标题：江边的厂", "二级标题：一、先把山看清楚", "引文"),
        ("tw", "標題：江边的厂", "二級標題：一、先把山看清楚", "引文"),
        ("ja", "表題：江边的厂", "見出し2：一、先把山看清楚", "引用"),
        (
            "ko",
            "제목: 江边的厂",
            "2단계 제목: 一、先把山看清楚",
            "인용",
        ),
        (
            "en",
            "title: 江边的厂",
            "heading level 2: 一、先把山看清楚",
            "quotation",
        ),
    ] {
        let (_folder, mut terminal) = open_plain(&["--lang", lang], (80, 12));
        assert!(status(&terminal).contains(title), "{}", status(&terminal));
        press(&mut terminal, "/先把<Enter>");
        assert!(status(&terminal).contains(heading), "{}", status(&terminal));
        press(&mut terminal, "/路是走<Enter>");
        assert!(
            status(&terminal).contains(quotation),
            "{}",
            status(&terminal)
        );
    }
}

#[test]
fn the_other_screen_comes_back_and_pages_stay_single() {
    let (_folder, mut terminal) = open_plain(&[], (140, 24));
    press(&mut terminal, "D");
    let said = status(&terminal);
    assert!(said.contains("screen=full"), "{said}");
    press(&mut terminal, ":set screen=full<Enter>");
    assert!(
        terminal.state().screen.text().contains('│'),
        "{}",
        terminal.state().screen
    );
    assert!(!terminal.state().is_cursor_visible());
    press(&mut terminal, ":set screen=plain<Enter>");
    assert!(
        !terminal.state().screen.text().contains('│'),
        "{}",
        terminal.state().screen
    );
}

#[test]
fn lists_have_no_preview_and_figures_wait_for_a_key() {
    let folder = TestFolder::new();
    let line = |n: usize| format!("　　第{n}段，山里的路很长，要走一天。\n");
    let path = folder.put("路.txt", (0..4000).map(line).collect::<String>());
    let mut terminal = open(&["--plain-screen", &path], (80, 40), TerminalKind::USUAL);
    press(&mut terminal, "/山里<Enter>");
    assert!(!status(&terminal).contains('+'), "{}", status(&terminal));
    press(&mut terminal, "n");
    assert!(
        status(&terminal).contains("2/4,000"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "&");
    let text = terminal.state().screen.text();
    let hits = text.lines().filter(|row| row.contains('%')).count();
    assert!(hits > 35, "{text}");
}

#[test]
fn code_within_a_line_has_signs_where_no_colour_tells_it() {
    let folder = TestFolder::new();
    let path = folder.put(
        "a.md",
        "# 厂\n\n先用 `make` 编。\n\n| 名 |\n| --- |\n| `a` |\n",
    );
    for (arguments, is_signed) in [
        (["--plain-screen", &path].as_slice(), true),
        (&["--theme", "plain", &path], true),
        (&["--theme", "sepia", &path], false),
        (&[&path], false),
    ] {
        let terminal = open(arguments, (60, 12), TerminalKind::USUAL);
        let text = terminal.state().screen.text();
        let (line, cell) = (text.contains("`make`"), text.contains("`a`"));
        assert_eq!(
            (line, cell),
            (is_signed, is_signed),
            "{arguments:?}: {text}"
        );
    }
}
