//! The outline: focus, folding and filtering, in its pane and on the whole screen.

use crate::support::emulator::TerminalKind;
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, numbered_lines, open, output_text, press, row, run, status,
};
use crate::support::screen::Colour;

/// Opens the numbered lines next to their outline.
fn open_numbered_lines_with_pane() -> (TestFolder, Terminal) {
    let desk = TestFolder::new();
    let path = desk.put("ladder.txt", numbered_lines());
    let terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    (desk, terminal)
}

/// Returns the rows of the pane, trimmed.
fn pane_rows(terminal: &Terminal) -> Vec<String> {
    let screen = &terminal.state().screen;
    (0..screen.rows - 1)
        .map(|y| {
            let row: String = (0..24).map(|x| screen.cell(x, y).text.as_str()).collect();
            row.trim_start_matches(SIGNS).trim().to_owned()
        })
        .filter(|row| !row.is_empty())
        .collect()
}

/// Signs of the row under the cursor and of the section being read.
const SIGNS: [char; 2] = ['▐', '›'];

/// Returns the rows of the outline pane that have a sign, with it.
fn signs(terminal: &Terminal) -> Vec<String> {
    let screen = &terminal.state().screen;
    let rows = (0..screen.rows - 1).map(|y| {
        let row: String = (0..24).map(|x| screen.cell(x, y).text.as_str()).collect();
        row.trim_end().to_owned()
    });
    rows.filter(|row| row.starts_with(SIGNS)).collect()
}

/// Returns the row of the outline's cursor, recognised by its background.
fn cursor_row(terminal: &Terminal) -> Option<String> {
    let screen = &terminal.state().screen;
    let y = (0..screen.rows - 1).find(|&y| screen.cell(1, y).style.bg != Colour::Default)?;
    let row: String = (0..24).map(|x| screen.cell(x, y).text.as_str()).collect();
    Some(row.trim_start_matches(SIGNS).trim().to_owned())
}

#[test]
fn the_cursor_starts_on_the_section_that_is_read_and_opens_another() {
    let (_desk, mut terminal) = open_numbered_lines_with_pane();
    press(&mut terminal, "7G");
    assert_eq!(cursor_row(&terminal), None);
    assert_eq!(signs(&terminal), ["▐    一、二之一"]);
    press(&mut terminal, "<Tab>");
    assert_eq!(cursor_row(&terminal).as_deref(), Some("一、二之一"));
    press(&mut terminal, "3j<Up>");
    assert_eq!(signs(&terminal), ["›    一、二之一", "▐    三、二之三"]);
    assert_eq!(cursor_row(&terminal).as_deref(), Some("三、二之三"));
    press(&mut terminal, "<Enter>");
    assert_eq!(cursor_row(&terminal), None);
    assert!(status(&terminal).starts_with("第二章 梯子 › 三、二之三"));
    press(&mut terminal, "<C-o>");
    assert!(status(&terminal).starts_with("第二章 梯子 › 一、二之一"));
    press(&mut terminal, "<Tab>G");
    assert_eq!(cursor_row(&terminal).as_deref(), Some("▸ 第四章 梯子"));
    press(&mut terminal, "gg");
    assert_eq!(cursor_row(&terminal).as_deref(), Some("▸ 第一章 梯子"));
    press(&mut terminal, "<Esc>");
    assert_eq!(cursor_row(&terminal), None);
    assert!(
        status(&terminal).starts_with("第二章 梯子 › 一、二之一"),
        "nothing was opened"
    );
}

#[test]
fn sections_fold_and_unfold() {
    let (_desk, mut terminal) = open_numbered_lines_with_pane();
    press(&mut terminal, "<Tab>h");
    assert_eq!(
        pane_rows(&terminal)[..2],
        ["▸ 第一章 梯子", "▸ 第二章 梯子"]
    );
    press(&mut terminal, "l");
    assert_eq!(pane_rows(&terminal)[..2], ["▾ 第一章 梯子", "一、一之一"]);
    // From a leaf, the first press goes to the parent and the second folds it.
    press(&mut terminal, "jjh");
    assert_eq!(cursor_row(&terminal).as_deref(), Some("▾ 第一章 梯子"));
    press(&mut terminal, "<Space>");
    assert_eq!(
        pane_rows(&terminal)[..2],
        ["▸ 第一章 梯子", "▸ 第二章 梯子"]
    );
    press(&mut terminal, "M");
    let folded = [
        "▸ 第一章 梯子",
        "▸ 第二章 梯子",
        "▸ 第三章 梯子",
        "▸ 第四章 梯子",
    ];
    assert_eq!(pane_rows(&terminal), folded);
    press(&mut terminal, "R");
    assert_eq!(pane_rows(&terminal).len(), 20);
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn hits_are_counted_where_they_are_and_under_what_hides_them() {
    let (_desk, mut terminal) = open_numbered_lines_with_pane();
    press(&mut terminal, "/之三，乙<Enter>");
    assert!(status(&terminal).contains("1/4"), "{}", status(&terminal));
    assert!(
        pane_rows(&terminal).contains(&"三、一之三 1".to_owned()),
        "{:?}",
        pane_rows(&terminal)
    );
    press(&mut terminal, "<Tab>M");
    assert_eq!(pane_rows(&terminal)[0], "▸ 第一章 梯子 1");
}

#[test]
fn the_filter_knows_titles_and_numbers() {
    let (_desk, mut terminal) = open_numbered_lines_with_pane();
    press(&mut terminal, "<Tab>/之三");
    assert_eq!(
        pane_rows(&terminal),
        [
            "▾ 第一章 梯子",
            "三、一之三",
            "▾ 第二章 梯子",
            "三、二之三",
            "▾ 第三章 梯子",
            "三、三之三",
            "▾ 第四章 梯子",
            "三、四之三"
        ],
        "what matches, under what it belongs to"
    );
    assert_eq!(
        status(&terminal).chars().take(5).collect::<String>(),
        "筛选：之三"
    );
    let (x, y) = terminal.state().cursor();
    assert_eq!((x, y), (10, 23), "the caret is behind what was typed");
    press(&mut terminal, "<BS><BS>3.2");
    assert_eq!(pane_rows(&terminal), ["▾ 第三章 梯子", "二、三之二"]);
    press(&mut terminal, "<Enter>");
    assert!(status(&terminal).starts_with("第三章 梯子 › 二、三之二"));
    assert_eq!(
        pane_rows(&terminal).len(),
        8,
        "all chapters, and the sections of the third"
    );
    press(&mut terminal, "<Tab>/第3章");
    assert_eq!(
        pane_rows(&terminal),
        ["▾ 第三章 梯子"],
        "a number by its value"
    );
    press(&mut terminal, "<BS><BS><BS>2<Enter>");
    assert!(status(&terminal).starts_with("第二章 梯子"));
    press(&mut terminal, ":第4章<Enter>");
    assert!(status(&terminal).starts_with("第四章 梯子"));
    press(&mut terminal, ":第3章<Enter>");
    press(&mut terminal, "<Tab>/没有这一节");
    assert_eq!(pane_rows(&terminal), ["没有相符的标题"]);
    press(&mut terminal, "<Esc>");
    assert_eq!(pane_rows(&terminal).len(), 8);
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_outline_over_the_whole_screen() {
    let (_desk, mut terminal) = open_numbered_lines_with_pane();
    press(&mut terminal, "T");
    assert!(terminal.state().screen.find("│").is_none());
    press(&mut terminal, "四之");
    assert_eq!(
        terminal.state().screen.find("四之一").map(|(_, y)| y),
        Some(1)
    );
    terminal.assert_full_redraw_changes_nothing();
    press(&mut terminal, "<Down><Enter>");
    assert!(
        status(&terminal).starts_with("第四章 梯子 › 二、四之二"),
        "{}",
        status(&terminal)
    );
    // On a screen too narrow for the pane, Tab lays the outline over the text.
    terminal.resize(40, 12);
    terminal.wait_idle();
    assert_eq!(row(&terminal, 0), "二、四之二");
    press(&mut terminal, "<Tab>");
    assert!(status(&terminal).starts_with("第四章 梯子 › 二、四之二"));
    press(&mut terminal, "k<Enter>");
    assert_eq!(row(&terminal, 0), "一、四之一");
}

#[test]
fn the_pane_shows_hides_and_changes_its_width() {
    let (_desk, mut terminal) = open_numbered_lines_with_pane();
    let rule =
        |terminal: &Terminal| (0..80).find(|&x| terminal.state().screen.cell(x, 0).text == "│");
    let usual = rule(&terminal).unwrap();
    press(&mut terminal, "<Tab>++");
    assert_eq!(rule(&terminal), Some(usual + 4));
    press(&mut terminal, "4-");
    assert_eq!(rule(&terminal), Some(usual - 4));
    press(&mut terminal, "99-");
    assert!(rule(&terminal).unwrap() < usual);
    terminal.assert_full_redraw_changes_nothing();
    press(&mut terminal, "99+");
    assert!(rule(&terminal).unwrap() > usual);
    terminal.assert_full_redraw_changes_nothing();
    press(&mut terminal, "=");
    assert_eq!(rule(&terminal), Some(usual));
    press(&mut terminal, "t");
    assert_eq!(rule(&terminal), None);
    press(&mut terminal, "t");
    assert_eq!(rule(&terminal), Some(usual));
}

#[test]
fn only_the_chapter_being_read_is_unfolded_until_the_reader_folds() {
    let (_desk, mut terminal) = open_numbered_lines_with_pane();
    let open_chapters = |terminal: &Terminal| {
        let rows = pane_rows(terminal).into_iter();
        rows.filter(|row| row.starts_with('▾')).collect::<Vec<_>>()
    };
    assert_eq!(open_chapters(&terminal), ["▾ 第一章 梯子"]);
    press(&mut terminal, "11G");
    assert_eq!(open_chapters(&terminal), ["▾ 第三章 梯子"]);
    // A row that the reader has unfolded or folded stays so.
    press(&mut terminal, "<Tab>ggl<Esc>16G");
    assert_eq!(open_chapters(&terminal), ["▾ 第一章 梯子", "▾ 第四章 梯子"]);
    press(&mut terminal, "<Tab>h<Esc>11G16G");
    assert_eq!(open_chapters(&terminal), ["▾ 第一章 梯子"]);
    assert_eq!(signs(&terminal), ["▐▸ 第四章 梯子"]);
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_pane_is_as_wide_as_its_titles_and_leaves_the_text_its_measure() {
    let desk = TestFolder::new();
    let long = "山里的路修通以后镇上的货车一天要跑三个来回";
    let path = desk.put("long.md", format!("# {long}\n\n文。\n\n# 短\n\n文。\n"));
    let rule = |terminal: &Terminal| {
        let screen = &terminal.state().screen;
        (0..screen.cols).find(|&x| screen.cell(x, 2).text == "│")
    };
    for (size, want) in [((80, 24), 25), ((120, 40), 44), ((200, 50), 45)] {
        let terminal = open(&[&path], size, TerminalKind::USUAL);
        assert_eq!(rule(&terminal), Some(want), "{size:?}");
    }
    let short = desk.put("short.md", "# 山\n\n文。\n\n# 河\n\n文。\n");
    let terminal = open(&[&short], (120, 40), TerminalKind::USUAL);
    assert_eq!(rule(&terminal), Some(25));
}

#[test]
fn the_status_line_has_the_full_title_of_the_row_under_the_cursor() {
    let desk = TestFolder::new();
    let long = "路修通以后镇上的货车一天要跑三个来回";
    let text = format!("# 山\n\n文。\n\n## {long}\n\n文。\n\n# 河\n\n文。\n");
    let path = desk.put("long.md", text);
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "<Tab>j");
    assert!(status(&terminal).starts_with(&format!("山 › {long}")));
    assert!(
        status(&terminal).ends_with("? 按键  Esc 返回"),
        "{}",
        status(&terminal)
    );
    terminal.resize(44, 12);
    terminal.wait_idle();
    assert_eq!(status(&terminal), format!("… › {long}"));
    terminal.resize(40, 12);
    terminal.wait_idle();
    assert_eq!(status(&terminal), long);
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn on_a_narrow_screen_the_outline_lies_over_the_text_and_goes_with_esc_or_enter() {
    let (_desk, mut terminal) = open_numbered_lines_with_pane();
    for size in [(70, 20), (40, 12), (20, 8)] {
        terminal.resize(size.0, size.1);
        terminal.wait_idle();
        press(&mut terminal, "ggjk");
        let before = terminal.state().screen.to_string();
        assert!(!before.contains("▾"), "{before}");
        for keys in ["<Tab>", "t"] {
            press(&mut terminal, keys);
            assert!(row(&terminal, 0).contains("▾ 第一章 梯子"), "{size:?}");
            assert_eq!(row(&terminal, 0).contains('│'), size.0 >= 44);
            terminal.assert_full_redraw_changes_nothing();
            press(&mut terminal, "jj<Esc>");
            assert_eq!(terminal.state().screen.to_string(), before, "{size:?}");
        }
        press(&mut terminal, "tt");
        assert_eq!(terminal.state().screen.to_string(), before, "{size:?}");
        press(&mut terminal, "<Tab>jj<Enter>");
        assert_eq!(row(&terminal, 0).trim(), "二、一之二");
    }
}

#[test]
fn ancestors_of_the_rows_stay_in_sight() {
    let desk = TestFolder::new();
    let sections = (1..=40).map(|at| format!("## 第{at}节\n\n文。\n\n"));
    let text = format!("# 山\n\n{}# 河\n\n文。\n", sections.collect::<String>());
    let path = desk.put("deep.md", text);
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "<Tab>31j");
    assert_eq!(pane_rows(&terminal).first().unwrap(), "▾ 山");
    assert_eq!(cursor_row(&terminal).as_deref(), Some("第31节"));
    press(&mut terminal, "gg");
    assert_eq!(cursor_row(&terminal).as_deref(), Some("▾ 山"));
    assert_eq!(pane_rows(&terminal)[1], "第1节");
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_help_of_the_outline_leads_back_to_its_row() {
    let (_desk, mut terminal) = open_numbered_lines_with_pane();
    press(&mut terminal, "<Tab>jj");
    let before = terminal.state().screen.to_string();
    for keys in ["?<Esc>", "??<Esc>", "i<Esc>", "?q"] {
        press(&mut terminal, keys);
        assert_eq!(terminal.state().screen.to_string(), before, "{keys}");
    }
    press(&mut terminal, "j");
    assert_eq!(cursor_row(&terminal).as_deref(), Some("三、一之三"));
}

#[test]
fn titles_are_cut_between_glyphs() {
    let desk = TestFolder::new();
    let mut titles = String::new();
    for n in 1..20 {
        let odd = "x".repeat(n);
        titles.push_str(&format!(
            "# {odd}“城乡”统筹——很长很长的一个题目，放不下……\n\n文。\n\n"
        ));
    }
    let path = desk.put("long.md", titles);
    for kind in TerminalKind::all() {
        let mut terminal = open(&[&path], (80, 24), kind);
        let cut = pane_rows(&terminal);
        assert!(cut.iter().all(|title| title.ends_with('…')), "{cut:?}");
        press(&mut terminal, "<Tab>");
        for _ in 0..13 {
            press(&mut terminal, "-");
            terminal.assert_full_redraw_changes_nothing();
        }
    }
}

#[test]
fn a_line_is_made_a_heading_and_the_outline_is_kept() {
    let desk = TestFolder::new();
    let path = desk.put("ladder.txt", numbered_lines());
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "jjjA");
    assert!(pane_rows(&terminal).contains(&"一之一，甲".to_owned()));
    terminal.assert_full_redraw_changes_nothing();
    press(&mut terminal, ":save-outline<Enter>");
    assert!(status(&terminal).contains(".toc.toml"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), numbered_lines());
    let terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    assert!(pane_rows(&terminal).contains(&"一之一，甲".to_owned()));
}

#[test]
fn chapters_that_came_later_stand_behind_a_saved_outline() {
    let desk = TestFolder::new();
    let line = "山里的路修通以后，镇上的货车一天要跑三个来回。".repeat(4);
    let chapter = |number| format!("第{number}章 山路\n\n　　{line}\n\n");
    let novel = |numbers: &str| numbers.chars().map(chapter).collect::<String>();
    let path = desk.put("grown.txt", novel("一二三"));
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, ":save-outline<Enter>");
    desk.put("grown.txt", novel("一二三四五"));
    let terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    assert!(
        pane_rows(&terminal)
            .iter()
            .any(|row| row.contains("第五章"))
    );
    let told = status(&terminal);
    assert!(told.contains("其后新推断 2 个"), "{told}");
    // An invalid outline file is reported with path, line and remedy; the text then uses its inferred outline.
    desk.put("grown.txt.toc.toml", "[[heading]]\nlevel =\n");
    let terminal = open(&[&path], (160, 24), TerminalKind::USUAL);
    assert!(
        pane_rows(&terminal)
            .iter()
            .any(|row| row.contains("第五章"))
    );
    let told = status(&terminal);
    assert!(told.contains("第 2 行") && told.contains("改正"), "{told}");
}

#[test]
fn an_outline_that_cannot_be_kept_is_told() {
    let desk = TestFolder::new();
    let path = desk.put("gone/ladder.txt", numbered_lines());
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    std::fs::remove_dir_all(desk.path("gone")).unwrap();
    press(&mut terminal, "jjA:save-outline<Enter>");
    assert!(!status(&terminal).contains("已存入"));
    assert!(
        !status(&terminal).contains('%'),
        "something is said: {}",
        status(&terminal)
    );
    press(&mut terminal, "j");
    terminal.assert_full_redraw_changes_nothing();
    // The built-in essays have no folder for an outline file.
    let mut terminal = open(&[], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, ":save-outline<Enter>");
    assert!(status(&terminal).contains("没有可以存目录的文件"));
}

#[test]
fn what_needs_a_look_at_all_of_a_long_text_is_answered_when_it_is_known() {
    let desk = TestFolder::new();
    let line = "山里的路修通以后，镇上的货车一天要跑三个来回。".repeat(4);
    let chapter = |number| format!("第{number}章 山路\n{line}\n{line}\n一条也没有的\n");
    let text = (1..=900).map(chapter).collect::<Vec<_>>().concat();
    let path = desk.put("long.txt", text);
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, ":why<Enter>");
    terminal.wait_text("“第1章 山路”是标题：像的地方");
    press(&mut terminal, "A");
    terminal.wait_text("900 行成为标题");
}

#[test]
fn lines_of_the_kind_of_one_without_number_are_headings_too() {
    let desk = TestFolder::new();
    let day = "山里的路修通以后，镇上的货车一天要跑三个来回。";
    let days = (1..=9).map(|day_of| format!("5月{day_of}日　晴\n\n　　{day}\n\n"));
    let days = days.collect::<Vec<String>>().concat();
    let mut terminal = open(
        &[&desk.put("days.txt", &days)],
        (80, 24),
        TerminalKind::USUAL,
    );
    press(&mut terminal, "A");
    assert!(
        status(&terminal).contains("9 行成为标题"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "jjA");
    assert!(
        status(&terminal).contains("这一行像是正文"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn corrections_are_taken_back_one_by_one() {
    let (_desk, mut terminal) = open_numbered_lines_with_pane();
    press(&mut terminal, "<Tab>");
    let inferred = pane_rows(&terminal);
    press(&mut terminal, "jx");
    let once = pane_rows(&terminal);
    press(&mut terminal, "j>");
    assert!(once != inferred && pane_rows(&terminal) != once);
    press(&mut terminal, "U");
    assert_eq!(pane_rows(&terminal), once);
    press(&mut terminal, "U");
    assert_eq!(pane_rows(&terminal), inferred);
    press(&mut terminal, "U");
    assert!(status(&terminal).contains("没有可撤销的更正"));
}

#[test]
fn a_line_below_the_top_is_named_by_a_count_or_by_the_hit_of_a_search() {
    let (_desk, mut terminal) = open_numbered_lines_with_pane();
    let third = terminal.state().screen.find("一之一，甲。").unwrap().1 + 1;
    press(&mut terminal, &format!("{third}A<Tab>"));
    assert!(
        pane_rows(&terminal).contains(&"一之一，甲".to_owned()),
        "{:?}",
        pane_rows(&terminal)
    );
    press(&mut terminal, "<Esc>/一之一，丙<Enter>W");
    assert!(status(&terminal).contains("标题"), "{}", status(&terminal));
    press(&mut terminal, "A<Tab>");
    let found = pane_rows(&terminal);
    assert!(
        found.iter().any(|row| row.starts_with("一之一，丙")),
        "{found:?}"
    );
}

#[test]
fn a_command_typed_in_the_outline_leaves_the_keys_there() {
    let (_desk, mut terminal) = open_numbered_lines_with_pane();
    press(&mut terminal, "<Tab>:measure 60<Enter>j");
    let first = cursor_row(&terminal).unwrap();
    press(&mut terminal, ":measure<Esc>j");
    assert_ne!(cursor_row(&terminal).unwrap(), first);
}

#[test]
fn texts_that_mark_their_titles_have_those_alone_in_the_outline() {
    let desk = TestFolder::new();
    let body = "\n山里的雾到了中午才散。\n\n一、不是标题\n\n二、也不是\n\n";
    for (name, text, want) in [
        (
            "a.org",
            format!("* 山\n{body}** 路 :tag:\n{body}* 河\n{body}"),
            "1 山\n2 路 :tag:\n1 河",
        ),
        (
            "a.adoc",
            format!("= 书\n{body}== 山\n{body}== 河\n{body}"),
            "1 书\n2 山\n2 河",
        ),
        (
            "a.tex",
            format!("\\section{{山}}\n{body}\\subsection*{{路}}\n{body}\\section{{河}}\n{body}"),
            "1 山\n2 路\n1 河",
        ),
    ] {
        let path = desk.put(name, text);
        let toc = output_text(&run(&["toc", &path]).stdout);
        let rows: Vec<String> = toc
            .lines()
            .filter_map(|line| {
                let mut columns = line.split('\t');
                Some(format!("{} {}", columns.next()?, columns.next()?))
            })
            .collect();
        assert_eq!(rows.join("\n"), want, "{name}");
    }
}

#[test]
fn the_outline_knows_how_sure_it_is() {
    let desk = TestFolder::new();
    let body = "山里的雾到了中午才散，路边的石头还是湿的。\n\n".repeat(4);
    let chapters: Vec<String> = (1..=8).map(|n| format!("第{n}章 桥边\n\n{body}")).collect();
    let text = chapters.concat();
    let path = desk.put("sure.txt", text);
    let json = output_text(&run(&["toc", "--json", &path]).stdout);
    assert_eq!(json.matches("\"confidence\":0.").count(), 8, "{json}");
    let all = output_text(&run(&["toc", "--min-confidence", "50", &path]).stdout);
    assert_eq!(all.lines().count(), 8);
    let none = output_text(&run(&["toc", "--min-confidence", "100", &path]).stdout);
    assert_eq!(none, "");
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, ":why<Enter>");
    assert!(status(&terminal).contains('%'), "{}", status(&terminal));
}

#[test]
fn doubtful_headings_are_shown_and_hidden_on_request() {
    const P: &str = "割麦的人唱着歌，歌声传得很远。沿着河边走了很久，谁也没有说话。只好在桥下躲了一会儿，看雨点落在水面上。";
    let chapters = [
        ("第一章 出门", "渡口的早晨", "雨中的灯"),
        ("第二章 过河", "1992 年的雨", "——记一位老人"),
        ("第三章 回家", "他说：好", "渡口的人"),
    ];
    let text: String = chapters
        .map(|(chapter, apart, close)| {
            let body = format!("{P}\n\n");
            format!(
                "{chapter}\n\n{}{apart}\n\n{}{close}\n{body}",
                body.repeat(4),
                body.repeat(2)
            )
        })
        .concat();
    let desk = TestFolder::new();
    let path = desk.put("渡口.txt", &text);
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    let has = |terminal: &Terminal, title: &str| {
        pane_rows(terminal).iter().any(|row| row.contains(title))
    };
    assert!(has(&terminal, "第二章") && !has(&terminal, "雨中的灯"));
    press(&mut terminal, ":doubtful<Enter>");
    assert!(
        status(&terminal).contains("已显示存疑的标题"),
        "{}",
        status(&terminal)
    );
    assert!(has(&terminal, "第二章") && has(&terminal, "雨中的灯"));
    let colour = |title: &str| {
        let screen = &terminal.state().screen;
        let y = (0..screen.rows - 1).find(|&y| {
            let row: String = (0..24).map(|x| screen.cell(x, y).text.as_str()).collect();
            row.contains(title)
        });
        let y = y.expect("the row is in sight");
        let x = (2..24).find(|&x| screen.cell(x, y).text.starts_with(|c: char| c > '\u{2fff}'));
        screen.cell(x.expect("the row has words"), y).style
    };
    assert_ne!(
        colour("雨中的灯"),
        colour("第二章"),
        "the doubtful row is dim"
    );
    press(&mut terminal, "<Tab>D");
    assert!(
        status(&terminal).contains("已隐藏存疑的标题"),
        "{}",
        status(&terminal)
    );
    assert!(has(&terminal, "第二章") && !has(&terminal, "雨中的灯"));
    let (_numbered, mut terminal) = open_numbered_lines_with_pane();
    press(&mut terminal, ":doubtful<Enter>");
    assert!(
        status(&terminal).contains("本文没有存疑的标题"),
        "{}",
        status(&terminal)
    );
    assert!(
        output_text(&run(&["toc", "--min-confidence", "20", &path]).stdout).contains("雨中的灯")
    );
    assert!(!output_text(&run(&["toc", &path]).stdout).contains("雨中的灯"));
}

#[test]
fn a_text_opens_at_its_first_section() {
    let desk = TestFolder::new();
    let body = "　　河边的人都说，那座桥修了整整三年，到今天才修好。\n".repeat(3);
    let text = format!(
        "河上的桥\n\n作者：张大河\n\n第一章 山路。\n\n第二章 水路：\n\n{body}\n第三章 桥\n\n{body}\n第四章 船\n\n{body}"
    );
    let path = desk.put("bridge.txt", text);
    let terminal = open(&[&path], (80, 40), TerminalKind::USUAL);
    let rows = pane_rows(&terminal);
    assert!(rows.contains(&"第二章 水路".to_owned()), "{rows:?}");
    assert!(
        status(&terminal).starts_with("第一章 山路"),
        "{}",
        status(&terminal)
    );
}
