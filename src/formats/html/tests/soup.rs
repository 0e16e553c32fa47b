//! Laws of any page whatever.

use super::*;

/// Pieces that tag soup is made of.
const PIECES: [&str; 56] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=x>",
    "</a>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<ul>",
    "</ul>",
    "<li>",
    "<ruby>",
    "<rt>",
    "</ruby>",
    "<pre>",
    "</pre>",
    "<h1>",
    "</h1>",
    "<br>",
    "<hr>",
    "<img alt=x>",
    "<script>",
    "</script>",
    "<blockquote>",
    "</blockquote>",
    "<rp>",
    "<dl><dd>",
    "<div hidden>",
    "<span id=a>",
    "&amp;",
    "<",
    "甲",
    "乙 ",
    "\n",
    "x",
    "　",
    "<img class=qqreader-footnote alt=注>",
    "<div class=content>",
    "<div class=nav>",
    "<article>",
    "<section id=n>",
    "<h2><a href=x>题</a></h2>",
    "<aside epub:type=footnote id=f>",
    "</aside>",
    "<a epub:type=noteref href=#f>1</a>",
    "<li class=duokan-footnote-item id=d>",
    "<a href=#d>①</a>",
    "一、路通了，人回来了。",
    "<p>这是一句话，说的是山里的路，路很长，要走一天，天黑才到；到了就睡。",
];

proptest! {
    #[test]
    fn tag_soup_keeps_the_laws(pieces in prop::collection::vec(0..PIECES.len(), 0..80)) {
        let source: String = pieces.iter().map(|&at| PIECES[at]).collect();
        dump(&page(&source, PageKind::Web));
        dump(&page(&source, PageKind::Book));
        let whole = open("x", source.as_bytes(), &OpenOptions::default());
        for heading in &whole.headings {
            prop_assert_eq!(whole.block_at(heading.pos).pos, heading.pos.block_start());
        }
        if let Some(article) = &whole.article {
            prop_assert!(article.spans.is_sorted_by(|a, b| a.end <= b.start));
            prop_assert!(article.title.is_none_or(|title| whole.block_at(title).pos == title));
            prop_assert!(whole.blocks.iter().any(|block| article.contains(block.pos)));
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        open("x", &bytes, &OpenOptions::default());
    }
}
