//! Saved web pages: the whole page, and the article alone.

use crate::support::compressed::gzip;
use crate::support::emulator::TerminalKind;
use crate::support::reading::{
    TestFolder, assert_first_row, open, output_text, press, row, run, status,
};

/// Builds a page with navigation above its text, comments below and links at the side.
fn page() -> String {
    let item = |i: u32| format!("<li><a href='/{i}'>频道{i}</a></li>");
    let line = |i: u32| format!("<p>这是第{i}段，说的是山里的路，路很长，要走一天。</p>");
    let say = |i: u32| format!("<div>读者{i}：说得好，支持，我们那里的路也是这样。</div>");
    format!(
        "<html><head><title>山里的路_某某网</title><meta name=author content=王小明></head><body>\
         <ul class=nav>{}</ul><div class=main><h1>山里的路</h1>{}<p>一、路通了</p>{}<p>二、人回来了</p>{}\
         <div id=comments>{}</div></div></body></html>",
        (0..12).map(item).collect::<String>(),
        (0..4).map(line).collect::<String>(),
        (4..8).map(line).collect::<String>(),
        (8..12).map(line).collect::<String>(),
        (0..9).map(say).collect::<String>(),
    )
}

#[test]
fn the_article_is_read_alone_and_the_reader_stays_at_the_same_words() {
    let desk = TestFolder::new();
    let path = desk.put("路.html", page());
    for size in [(80, 24), (58, 11), (20, 8)] {
        let mut terminal = open(&[&path], size, TerminalKind::USUAL);
        assert!(
            terminal.state().screen.text().contains("频道"),
            "a page opens whole"
        );
        assert!(terminal.state().screen.text().contains(":article"));
        press(&mut terminal, "/第6段<Enter>}");
        // The bar of a heading belongs to its level, which may be another one in the article.
        let words = |terminal: &_| row(terminal, 0).replace("▎ ", "");
        let line = words(&terminal);
        press(&mut terminal, ":article<Enter>");
        assert_eq!(words(&terminal), line);
        terminal.assert_full_redraw_changes_nothing();
        press(&mut terminal, "gg");
        assert!(row(&terminal, 0).contains("山里的路"));
        assert!(!terminal.state().screen.text().contains("频道"));
        press(&mut terminal, "G");
        assert!(!terminal.state().screen.text().contains("读者"));
        press(&mut terminal, "gg:article<Enter>");
        assert!(row(&terminal, 0).contains("山里的路"), "the same words");
        press(&mut terminal, "G");
        assert!(terminal.state().screen.text().contains("读者"));
        // The key for the original works in the article view too.
        press(&mut terminal, ":article<Enter>O");
        assert!(
            status(&terminal).starts_with("整页"),
            "{}",
            status(&terminal)
        );
        press(&mut terminal, "O");
        assert!(status(&terminal).starts_with("只看正文"));
        press(&mut terminal, "r");
        assert!(
            !terminal.state().screen.text().contains("读者"),
            "still the article"
        );
    }
}

#[test]
fn whoever_looks_at_the_article_and_back_is_where_they_were() {
    let desk = TestFolder::new();
    let path = desk.put("路.html", page());
    let mut terminal = open(&[&path], (58, 18), TerminalKind::USUAL);
    press(&mut terminal, "G");
    let comments = row(&terminal, 0);
    press(&mut terminal, ":article<Enter>i");
    assert!(terminal.state().screen.text().contains("只有正文"));
    press(&mut terminal, "<Esc>:article<Enter>g<Esc>");
    assert_eq!(row(&terminal, 0), comments);
}

#[test]
fn an_article_that_is_asked_for_of_what_is_no_page_is_missed() {
    let desk = TestFolder::new();
    let path = desk.put("集/a.txt", "山里的路很长。\n");
    let folder = desk.path("集");
    for path in [path.as_str(), folder.to_str().unwrap()] {
        let output = run(&["cat", "--article", path]);
        assert!(
            output_text(&output.stderr).contains("not a web page"),
            "{path}"
        );
        assert!(output_text(&output.stdout).contains("山里的路"));
        let mut terminal = open(&["--article", path], (80, 24), TerminalKind::USUAL);
        assert!(status(&terminal).contains("不是网页"), "{path}");
        press(&mut terminal, "j:article<Enter>");
        assert!(status(&terminal).contains("不是网页"), "{path}");
    }
}

#[test]
fn a_link_to_another_page_of_a_folder_is_followed_and_the_way_back_is_known() {
    let desk = TestFolder::new();
    desk.put(
        "书/index.html",
        "<h1>书</h1><p><a href='b%20.html#二'>第二节</a>",
    );
    let rest = "<p>路还在前面，人还在走。</p>".repeat(30);
    desk.put(
        "书/b .html",
        format!("<h1>乙</h1>{rest}<h2 id=二>第二节</h2>{rest}"),
    );
    let folder = desk.path("书");
    let mut terminal = open(&[folder.to_str().unwrap()], (58, 11), TerminalKind::USUAL);
    let first = row(&terminal, 0);
    assert_first_row(&mut terminal, "<Enter>", "第二节");
    assert_first_row(&mut terminal, "<C-o>", &first);
}

#[test]
fn a_page_without_an_article_says_so() {
    let desk = TestFolder::new();
    let links = "<li><a href=x>某地发现古墓，专家称前所未有</a></li>".repeat(30);
    let path = desk.put("首页.html", format!("<ul>{links}</ul>"));
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    press(&mut terminal, ":article<Enter>");
    assert!(status(&terminal).starts_with("这里没有可以单独看的正文"));
    let text = desk.put("文.txt", "只是文字。\n");
    let mut terminal = open(&[&text], (58, 11), TerminalKind::USUAL);
    press(&mut terminal, ":article<Enter>");
    assert!(status(&terminal).starts_with("这不是网页"));
}

#[test]
fn the_articles_of_pages_in_a_folder_are_read_alone() {
    let desk = TestFolder::new();
    desk.put("集/a.txt", "只是文字。\n");
    desk.put("集/b.html", page());
    desk.put("集/c.html", page().replace("读者", "看客"));
    let folder = desk.path("集");
    let mut terminal = open(&[folder.to_str().unwrap()], (58, 11), TerminalKind::USUAL);
    press(&mut terminal, ":article<Enter>");
    assert!(status(&terminal).starts_with("这不是网页"));
    press(&mut terminal, "/第6段<Enter>}");
    let line = row(&terminal, 0);
    press(&mut terminal, ":article<Enter>");
    assert!(status(&terminal).starts_with("只看正文"));
    assert_eq!(row(&terminal, 0), line);
    press(&mut terminal, "G");
    let text = terminal.state().screen.text();
    assert!(text.contains("11 段") && !text.contains("看客"), "{text}");
    press(&mut terminal, ":article<Enter>G");
    assert!(terminal.state().screen.text().contains("看客"));
    let whole = output_text(&run(&["cat", "--article", folder.to_str().unwrap()]).stdout);
    assert!(whole.contains("只是文字") && whole.contains("11 段"));
    assert!(!whole.contains("频道") && !whole.contains("看客"));
}

#[test]
fn a_page_saved_with_its_pictures_is_a_page() {
    let desk = TestFolder::new();
    let letter = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n\
                  Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                  <h1>=E5=B1=B1=E8=B7=AF</h1><p>=E5=B1=B1=\r\n=E9=87=8C=E3=80=82\r\n--b--\r\n";
    let path = desk.put("山.mht", letter);
    assert_eq!(
        output_text(&run(&["cat", &path]).stdout),
        format!("{}山路\n\n    山里。\n", " ".repeat(34))
    );
    let broken = desk.put("坏.mhtml", "只是文字。\n");
    assert_eq!(output_text(&run(&["cat", &broken]).stdout), "只是文字。\n");
}

#[test]
fn mails_have_their_subjects_as_outline() {
    let desk = TestFolder::new();
    let mail = |id: u8, above: &str, subject: &str, words: &str| {
        format!(
            "From a@x Mon Mar  3 10:00:00 2025\nMessage-ID: <{id}@x>\n{above}From: =?utf-8?b?5byg5LiJ?= <z@x>\nSubject: {subject}\n\n{words}\n\n"
        )
    };
    let first = mail(1, "", "=?utf-8?Q?=E7=A8=BF=E5=AD=90?=", "稿子我看过了。");
    let second = mail(
        2,
        "In-Reply-To: <1@x>\n",
        "Re: =?utf-8?Q?=E7=A8=BF=E5=AD=90?=",
        "> 稿子我看过了。\n\n好的。",
    );
    let path = desk.put("信.mbox", [first, second].concat());
    let mut terminal = open(&[&path, "--lang", "zh"], (58, 14), TerminalKind::USUAL);
    let text = terminal.state().screen.text();
    assert!(text.contains("From: 张三 <z@x>"), "{text}");
    assert!(text.contains("│ 稿子我看过了。"), "{text}");
    press(&mut terminal, "T");
    let text = terminal.state().screen.text();
    assert!(
        text.contains("▾ 稿子") && text.contains("Re: 稿子"),
        "{text}"
    );
}

#[test]
fn a_page_of_frames_says_what_they_are() {
    let desk = TestFolder::new();
    let frames = "<frameset><frame name=菜单 src=m.htm><frame src=b.htm></frameset>";
    let path = desk.put("书.html", frames);
    let mut terminal = open(&[&path, "--lang", "zh"], (58, 11), TerminalKind::USUAL);
    let text = terminal.state().screen.text();
    assert!(text.contains("菜单]") && text.contains("b.htm]"), "{text}");
    press(&mut terminal, "1<Enter>");
    let told = status(&terminal);
    assert!(told.contains("m.htm"), "{told}");
}

#[test]
fn a_term_stands_left_of_what_is_said_of_it() {
    let desk = TestFolder::new();
    let path = desk.put(
        "词.html",
        "<dl><dt>山路</dt><dd>山间的路。</dd><dt>水路</dt></dl>",
    );
    let text = output_text(&run(&["cat", &path]).stdout);
    assert_eq!(text, "山路\n  山间的路。\n\n水路\n");
}

#[test]
fn numbered_paragraphs_of_a_page_are_its_headings() {
    let desk = TestFolder::new();
    let path = desk.put("路.html", page());
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    assert_first_row(&mut terminal, "2G", "一、路通了");
    press(&mut terminal, ":why<Enter>");
    let told = terminal.state().screen.text();
    assert!(told.contains("是标题：这样编号的有 2 行"), "{told}");
    assert_first_row(&mut terminal, "]", "二、人回来了");
}

#[test]
fn the_article_is_printed_alone_when_it_is_asked_for() {
    let desk = TestFolder::new();
    let path = desk.put("路.html", page());
    let whole = output_text(&run(&["cat", &path]).stdout);
    assert!(whole.contains("频道") && whole.contains("读者"));
    let article = output_text(&run(&["cat", "--article", &path]).stdout);
    assert!(
        article.trim_start().starts_with("山里的路\n") && !article.contains("读者"),
        "{article}"
    );
    let toc = output_text(&run(&["toc", "--article", &path]).stdout);
    let titles: Vec<&str> = toc
        .lines()
        .filter_map(|line| line.split('\t').nth(1))
        .collect();
    assert_eq!(titles, ["山里的路", "一、路通了", "二、人回来了"]);
}

#[test]
fn the_article_of_a_page_that_was_cut_off_says_so_like_the_page() {
    let desk = TestFolder::new();
    let packed = gzip(page().as_bytes());
    let path = desk.put("路.html.gz", &packed[..packed.len() - 12]);
    for view in [&["cat", &path][..], &["cat", "--article", &path]] {
        let output = run(view);
        let warning = output_text(&output.stderr);
        assert!(warning.contains("cut short or damaged"), "{warning}");
        assert!(output_text(&output.stdout).contains("二、人回来了"));
    }
    let mut terminal = open(&["--article", &path], (80, 24), TerminalKind::USUAL);
    assert!(status(&terminal).contains("不完整或已损坏"));
    assert!(row(&terminal, 1).ends_with("  山里的路"));
    press(&mut terminal, "i");
    assert!(terminal.state().screen.text().contains("不完整或已损坏"));
}

#[test]
fn a_page_is_known_by_how_it_begins_whatever_it_is_called() {
    let desk = TestFolder::new();
    let page =
        "<!DOCTYPE html><title>山</title><script>var x = 1;</script><p>山里的话。<p>水边的话。";
    for name in ["page", "page.txt", "page.shtml", "page.php"] {
        let path = desk.put(name, page);
        let shown = output_text(&run(&["cat", &path]).stdout);
        assert!(shown.contains("山里的话。"), "{name}: {shown}");
        assert!(
            !shown.contains('<') && !shown.contains("var"),
            "{name}: {shown}"
        );
    }
    let written = desk.put("page.md", "```\n<p>山\n```\n");
    assert!(output_text(&run(&["cat", &written]).stdout).contains("<p>"));
}
