//! Table of contents of a page: a box of links to its headings, as in encyclopedias and manuals. It repeats the
//! outline, so it is not part of the article and its lines are no headings.

use crate::doc::{Block, BlockKind, Mark, Pos};
use crate::text::script::letters_only;
use std::collections::HashMap;

/// Least number of links in a table of contents.
const MIN_LINK_COUNT: usize = 3;
/// Blocks from a link's target on in which its words are searched.
const TARGET_SEARCH_BLOCKS: usize = 2;
/// Longest button in the box (隐藏), in bytes.
const MAX_BUTTON_BYTES: usize = 12;
/// Longest title of a link and of the box, in bytes.
const MAX_TITLE_BYTES: usize = 256;

/// Titles of such a box.
const TOC_TITLES: &[&str] = &[
    "目录",
    "目錄",
    "目次",
    "もくじ",
    "차례",
    "목차",
    "contents",
    "tableofcontents",
    "toc",
    "onthispage",
    "本页目录",
    "本頁目錄",
    "文章目录",
    "文章目錄",
    "本文目录",
    "本文目錄",
    "内容目录",
    "目录导航",
    "この記事の目次",
];

/// Returns for each block whether it is part of the page's table of contents. The title of the box is included.
pub(crate) fn toc_blocks(blocks: &[Block<'_>], targets: &HashMap<String, Pos>) -> Vec<bool> {
    let mut is_contents = vec![false; blocks.len()];
    let lines: Vec<PageTocLine> = blocks
        .iter()
        .map(|block| PageTocLine::from_block(block, blocks, targets))
        .collect();
    let mut start = 0;
    for run in lines.chunk_by(|a, b| a.link_count > 0 && b.link_count > 0) {
        let end = start + run.len();
        let links: usize = run.iter().map(|line| line.link_count).sum();
        let kept: usize = run.iter().map(|line| line.forward_link_count).sum();
        if links >= MIN_LINK_COUNT && kept * 3 >= links * 2 {
            let from = box_start(blocks, start);
            for of_it in is_contents.get_mut(from..end).into_iter().flatten() {
                *of_it = true;
            }
        }
        start = end;
    }
    is_contents
}

/// Returns the first block of the box whose links begin with block `start`: its title if there is one above.
fn box_start(blocks: &[Block<'_>], start: usize) -> usize {
    let above = blocks.get(..start).unwrap_or_default();
    let mut near = above.iter().enumerate().rev().take(TARGET_SEARCH_BLOCKS);
    near.find(|(_, block)| {
        is_toc_title(block) || leading_letters(&block.text).len() > MAX_BUTTON_BYTES
    })
    .filter(|(_, block)| is_toc_title(block))
    .map_or(start, |(at, _)| at)
}

/// Evidence that a block is part of a table of contents.
#[derive(Clone, Copy, Default)]
struct PageTocLine {
    /// Links to places of the page, if the block has little other text.
    link_count: usize,
    /// Links to their own words further down.
    forward_link_count: usize,
}

impl PageTocLine {
    fn from_block(block: &Block<'_>, blocks: &[Block<'_>], targets: &HashMap<String, Pos>) -> Self {
        let mut line = Self::default();
        let mut linked = 0;
        for (range, mark) in &block.marks {
            let Mark::Link(to) = mark else {
                continue;
            };
            let Some(place) = to.strip_prefix('#') else {
                return Self::default();
            };
            let words = block.text.get(range.start as usize..range.end as usize);
            let words = leading_letters(words.unwrap_or_default());
            linked += words.len();
            line.link_count += 1;
            let unescaped = || targets.get(&crate::formats::blocks::href::percent_decode(place));
            let target = targets.get(place).or_else(unescaped);
            let leads_on = target
                .is_some_and(|to| to.block > block.pos.block && is_title_at(&words, *to, blocks));
            line.forward_link_count += usize::from(leads_on);
        }
        let all = leading_letters(&block.text).len();
        if linked * 10 < all * 8 || matches!(block.kind, BlockKind::Heading(_)) {
            return Self::default();
        }
        line
    }
}

/// Returns whether the words of a link begin the text at its target.
fn is_title_at(words: &str, place: Pos, blocks: &[Block<'_>]) -> bool {
    let first = blocks.partition_point(|block| block.pos.block <= place.block);
    let first = first.saturating_sub(1);
    let near = blocks.iter().skip(first).take(TARGET_SEARCH_BLOCKS);
    let words = strip_number(words);
    !words.is_empty()
        && near.map(|block| leading_letters(&block.text)).any(|text| {
            let text = strip_number(&text);
            text.starts_with(words) || words.starts_with(text) && !text.is_empty()
        })
}

/// Returns whether a block is the title of a table of contents.
fn is_toc_title(block: &Block<'_>) -> bool {
    let text = leading_letters(&block.text).to_lowercase();
    TOC_TITLES.iter().any(|name| {
        // A button may follow: 目录 [隐藏].
        text.strip_prefix(name).is_some_and(|rest| {
            rest.is_empty() || rest.len() <= MAX_BUTTON_BYTES && block.text.contains('[')
        })
    })
}

/// Returns the letters and ideographs at the start of a text.
fn leading_letters(text: &str) -> String {
    let head = text
        .get(..text.floor_char_boundary(MAX_TITLE_BYTES))
        .unwrap_or_default();
    letters_only(head).collect()
}

/// Returns words without the number that a table of contents puts before them.
fn strip_number(words: &str) -> &str {
    words.trim_start_matches(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::formats::html::open;
    use crate::formats::options::OpenOptions;

    const PROSE: &str =
        "<p>山里的路不好走，一到雨天，泥巴就粘在鞋底上，越走越重，一直走到天黑。</p>";

    /// Returns the outline of a page and the texts of its article.
    fn read(source: &str) -> (Vec<String>, Vec<String>) {
        let page = open("x", source.as_bytes(), &OpenOptions::default());
        let titles = page
            .headings
            .iter()
            .map(|heading| heading.title.to_string());
        let titles = titles.collect();
        let article = page.article.as_ref().unwrap();
        let kept = page
            .blocks
            .iter()
            .filter(|block| article.contains(block.pos));
        (titles, kept.map(|block| block.text.to_string()).collect())
    }

    #[test]
    fn a_box_of_links_to_its_own_headings_is_no_part_of_the_article() {
        let box_of = |items: &str| {
            format!(
                "<h1>山路</h1>{PROSE}<div class=x><h2>目录</h2>[隐藏]<ul>{items}</ul></div>\
                 <h2 id=a>历史</h2>{PROSE}<h3><a name='%41'></a>古代</h3>{PROSE}<h2><span id=c></span>地理</h2>{PROSE}"
            )
        };
        let items = "<li><a href='#a'>1 历史</a><ul><li><a href='#%41'>1.1 古代</a></ul><li><a href='#c'>2 地理</a>";
        let (titles, texts) = read(&box_of(items));
        assert_eq!(titles, ["山路", "历史", "古代", "地理"]);
        assert!(!texts.iter().any(|text| text.contains("1.1")), "{texts:?}");
        assert_eq!(texts.len(), 8, "{texts:?}");
        // Links that lead elsewhere, backwards or to other words are no table of contents.
        for items in [
            "<li><a href='/a'>历史</a><li><a href='/b'>古代</a><li><a href='/c'>地理</a>",
            "<li><a href='#a'>甲</a><li><a href='#b'>乙</a><li><a href='#c'>丙</a>",
            "<li><a href='#a'>历史</a>",
        ] {
            assert!(
                read(&box_of(items)).0.contains(&"目录".to_owned()),
                "{items}"
            );
        }
    }

    #[test]
    fn lines_of_a_table_of_contents_are_no_headings() {
        let line = |n, title| format!("<p><a href='#a{n}'>{title}</a></p>");
        let part = |n, title| format!("<p><a name=a{n}></a>{title}</p>{PROSE}");
        let titles = ["一、总述", "二、沿革", "三、人物"];
        let lines: String = (0..).zip(titles).map(|(n, title)| line(n, title)).collect();
        let parts: String = (0..).zip(titles).map(|(n, title)| part(n, title)).collect();
        let (found, texts) = read(&format!("<title>志</title><p>目录</p>{lines}{parts}"));
        assert_eq!(found, titles);
        assert_eq!(texts.len(), 6, "{texts:?}");
    }
}
