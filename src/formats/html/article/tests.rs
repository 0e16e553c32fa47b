//! Pages in, the blocks of their articles out. The pages are made here, after the manner of sites.

use super::super::{PageKind, page_language, parse};
use super::*;

const PROSE: [&str; 5] = [
    "山里的路不好走，一到雨天，泥巴就粘在鞋底上，越走越重。",
    "他说，这条路修了三年，总算通了车。",
    "“以后孩子们上学就不用再翻山了。”老人笑着说，“我等这一天，等了一辈子。”",
    "路通了，货就能出去，人也能回来；可是回来做什么，谁也说不清。",
    "村里的干部算了一笔账：一斤茶叶在山里卖八块，运到县城能卖二十。",
];

fn prose(tag: &str) -> String {
    let (begin, end) = (format!("<{tag}>"), format!("</{tag}>"));
    begin.clone() + &PROSE.join(&(end.clone() + &begin)) + &end
}

fn links(count: usize, title: &str) -> String {
    let items = (0..count).map(|i| format!("<li><a href='/{i}'>{title}之{i}</a></li>"));
    format!("<ul>{}</ul>", items.collect::<String>())
}

fn page(title: &str, body: &str) -> (Vec<Block<'static>>, Option<ArticleRange>) {
    let source = format!("<html><head><title>{title}</title></head><body>{body}</body></html>");
    let page = parse(&source, page_language(&source), PageKind::Web);
    let contents = crate::formats::html::page_toc::toc_blocks(&page.blocks, &page.targets);
    let article = find(&page.blocks, &page.regions, &page.title, &contents);
    (page.blocks, article)
}

/// The article of a page: the first letters of its blocks.
fn article(title: &str, body: &str) -> Option<Vec<String>> {
    let (blocks, article) = page(title, body);
    let article = article?;
    assert!(article.spans.is_sorted_by(|a, b| a.end <= b.start));
    let kept = blocks.iter().filter(|block| article.contains(block.pos));
    Some(
        kept.map(|block| block.text.chars().take(4).collect())
            .collect(),
    )
}

#[track_caller]
fn check(title: &str, body: &str, above: &[&str], below: &[&str]) {
    let text = PROSE.iter().map(|text| text.chars().take(4).collect());
    let mut want: Vec<String> = above.iter().map(|text| (*text).to_owned()).collect();
    want.extend(text);
    want.extend(below.iter().map(|text| (*text).to_owned()));
    assert_eq!(article(title, body).as_ref(), Some(&want), "{body}");
}

#[test]
fn a_title_with_a_count_behind_it_is_the_title() {
    check(
        "第三章 进山_某书_某某网",
        &format!(
            "<h3>第三章 进山<span>12</span></h3><div id=content>{}</div>",
            prose("p")
        ),
        &["第三章 "],
        &[],
    );
}

#[test]
fn a_page_of_news_loses_what_the_site_has_besides() {
    let comments =
        "<div>张三：说得好，支持。我老家也是这样，路修好了，人却走了，唉。</div>".repeat(20);
    let news = format!(
        "<div class='top'>{nav}</div><div class=wrap><div class=left><h1>山里的路</h1>\
         <div class=info>2024-03-21 来源：某某网</div><div class=box>{text}\
         <p class=share>分享到：微博，微信，别的地方，都可以。</p></div>\
         <div id=comments>{comments}</div></div><div class=right>{more}</div></div>\
         <div class=footer>版权所有 某某网，未经许可，不得转载，违者必究，请自重。</div>",
        nav = links(8, "频道"),
        more = links(8, "某地发现古墓，专家称前所未有"),
        text = prose("p"),
    );
    check("山里的路_社会_某某网", &news, &["山里的路", "2024"], &[]);
}

#[test]
fn the_post_of_a_blog_has_its_own_title() {
    let blog = format!(
        "<header class=site-header><h1><a href='/'>我的博客</a></h1>{nav}</header>\
         <main class='site-content has-sidebar'><article class='post comments-open'>\
         <header><h2>山里的路</h2></header><div class=entry-content>{text}<h3>后来</h3></div>\
         <footer>标签：<a href=a>山</a></footer></article></main>\
         <aside><p>我是一个写字的人，住在山里，写了十年，也没有写出什么名堂来，你随便看看。</p></aside>",
        nav = links(5, "栏目"),
        text = prose("p"),
    );
    check("山里的路 – 我的博客", &blog, &["山里的路"], &["后来"]);
}

#[test]
fn a_text_that_a_script_was_to_show_is_shown() {
    let post = format!(
        "<div id=page-content><h1 id=activity-name>山里的路</h1><div class=rich_media_meta>原创</div>\
         <div class=rich_media_content id=js_content style='visibility: hidden;'>{}</div></div>\
         <div class=rich_media_area_extra><div class=discuss_list>{}</div></div>",
        prose("section"),
        "<div>读者：写得真好，看哭了，我们家门口的路也是那一年修的。</div>".repeat(20),
    );
    check("", &post, &["山里的路", "原创"], &[]);
}

#[test]
fn old_pages_made_of_tables_are_read() {
    let old = format!(
        "<table><tr><td>{}<td><center><b>山里的路</b></center><br>　　{}</table>",
        links(9, "栏目").replace("<ul>", "").replace("<li>", "<br>"),
        PROSE.join("<br>　　")
    );
    check("山里的路", &old, &["山里的路"], &[]);
}

#[test]
fn a_japanese_page_is_read() {
    let text = [
        "山の道は歩きにくい。雨が降ると、泥が靴の底について、だんだん重くなる。",
        "老人は笑って、「もう子どもたちは山を越えなくてもいい」と言った。",
    ];
    let body = format!(
        "<ol class=pankuzu><li><a href=/>トップ</a><li>記事</ol><div class=contents><h1>山の道</h1>\
         <p>2024年3月21日</p><p>{}</p></div><div class=kanren><h2>関連記事</h2>{}</div>",
        text.join("</p><p>"),
        links(5, "橋ができて、村が変わった")
    );
    assert_eq!(
        article("山の道 | ある新聞", &body).unwrap(),
        ["山の道", "2024", "山の道は", "老人は笑"]
    );
}

#[test]
fn a_page_to_choose_from_has_no_article() {
    let blocks = format!(
        "<h2><a href=/c>频道</a></h2>{}",
        links(15, "某地发现古墓，专家称前所未有")
    );
    assert_eq!(article("新闻首页", &blocks.repeat(5)), None);
    let teaser = format!(
        "<article><h2><a href=x>又一篇</a></h2><p>{}</p></article>",
        PROSE[0]
    );
    let teasers = teaser.repeat(8);
    assert_eq!(
        article("我的博客", &format!("<main>{teasers}</main>")),
        None
    );
    assert_eq!(article("", ""), None);
    assert_eq!(article("登录", "<form>请登录。</form>"), None);
}

#[test]
fn a_page_that_is_nothing_but_its_text_is_whole() {
    let body = format!("<h1>山里的路</h1>{}", prose("p"));
    let (blocks, article) = page("山里的路", &body);
    let article = article.unwrap();
    assert!(blocks.iter().all(|block| article.contains(block.pos)));
    assert!(!article.is_small);
}

#[test]
fn a_box_named_after_what_is_beside_may_hold_the_text() {
    let body = format!(
        "<div class=sidebar-layout><h1>山里的路</h1>{}</div>",
        prose("p")
    );
    check("山里的路", &body, &["山里的路"], &[]);
    let body = format!(
        "<div class=nav-wrap><div class=content>{}</div></div>",
        prose("p")
    );
    check("", &body, &[], &[]);
}

#[test]
fn halves_of_a_text_stay_together() {
    let body = format!(
        "<div class=content>{0}</div><div class=content>{0}</div>",
        prose("p")
    );
    assert_eq!(article("", &body).unwrap().len(), 10);
    let lists = format!("{}{}<p>{}</p>", prose("p"), links(2, "见"), PROSE[0]);
    assert_eq!(
        article("", &lists).unwrap().len(),
        8,
        "two links are of the text"
    );
}

#[test]
fn any_depth_and_size_is_read_in_time_that_grows_with_it() {
    for deep in [
        "<div class=content>".repeat(100_000) + &prose("p"),
        format!("<div class=content><p>{}</p>", PROSE[0]).repeat(20_000),
        format!("<div class=nav><p>{}</p></div>", PROSE[0]).repeat(20_000),
    ] {
        page("题", &deep);
    }
}
