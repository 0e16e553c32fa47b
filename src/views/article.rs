//! Article view: shows only the article of a saved web page. Positions are those of the page, so that a change of
//! view stays at the same words.

use crate::doc::{
    ArticleRange, Articles, Block, BytePositions, Document, Explanation, Heading, HeadingQueries,
    LineAccess, Links, Metadata, NoArticle, Note, Outline, Pos, Problem, ProblemScope, Provenance,
    Rearranged, Step, TitleLines, ViewKind,
};
use crate::text::script::TextLang;
use crate::text::units::{ByteOffset, Fraction};
use std::ops::ControlFlow;
use std::sync::Arc;

/// The article of a page.
struct ArticleView {
    page: Arc<dyn Document>,
    title: Option<Pos>,
    /// Blocks of the article, each with the bytes of text before it.
    blocks: Vec<(Pos, u64)>,
    len: u64,
}

/// Opens the article of a page, or of all pages in a folder; pages without an article stay whole there.
///
/// # Errors
/// The reason if there is no article.
pub fn open(doc: &Arc<dyn Document>) -> Result<Arc<dyn Document>, NoArticle> {
    let articles = doc.articles().ok_or(NoArticle::NotAPage)?;
    if let Some(folder) = articles.folder_of_articles() {
        return Ok(folder);
    }
    let article = articles.article(doc.first())?;
    let view = ArticleView::new(Arc::clone(doc), &article);
    if view.blocks.is_empty() {
        return Err(NoArticle::NotFound);
    }
    Ok(Arc::new(view))
}

impl ArticleView {
    fn new(page: Arc<dyn Document>, article: &ArticleRange) -> Self {
        let mut blocks = Vec::new();
        let mut len = 0;
        for span in &article.spans {
            let mut next = Some(page.block_at(span.start).pos);
            while let Some(pos) = next.filter(|pos| span.contains(pos)) {
                blocks.push((pos, len));
                len += page.block_at(pos).text.len() as u64 + 1;
                next = page.next(pos);
            }
        }
        Self {
            page,
            title: article.title,
            blocks,
            len,
        }
    }

    /// Returns the index of the block that contains `pos`, or of the last one before it.
    fn block_index(&self, pos: Pos) -> usize {
        self.blocks
            .partition_point(|(at, _)| *at <= pos)
            .saturating_sub(1)
    }

    fn block_pos(&self, index: usize) -> Option<Pos> {
        self.blocks.get(index).map(|(at, _)| *at)
    }

    fn contains(&self, pos: Pos) -> bool {
        self.block_pos(self.block_index(pos)) == Some(pos.block_start())
    }
}

impl Document for ArticleView {
    fn title(&self) -> String {
        match self.title {
            Some(at) => self.page.block_at(at).text.trim().replace('\n', " "),
            None => self.page.title(),
        }
    }

    fn title_lines(&self, _pos: Pos) -> Option<TitleLines> {
        None
    }

    fn lang(&self) -> TextLang {
        self.page.lang()
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        let index = self.block_index(pos);
        let mut block = self
            .page
            .block_at(self.block_pos(index).unwrap_or_default());
        let before = self.page.prev(block.pos);
        // Omitted blocks between two blocks show as the end of a paragraph.
        if before.is_some_and(|before| !self.contains(before)) {
            block.space_above = block.space_above.max(1);
            block.is_continuation = false;
        }
        block
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        self.block_pos(self.block_index(pos) + 1)
    }

    fn block_after(&self, block: &Block<'_>) -> Option<Block<'_>> {
        self.next(block.pos).map(|next| self.block_at(next))
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        self.block_pos(self.block_index(pos).checked_sub(1)?)
    }

    fn first(&self) -> Pos {
        self.block_pos(0).unwrap_or_default()
    }

    fn last(&self) -> Pos {
        self.block_pos(self.blocks.len().saturating_sub(1))
            .unwrap_or_default()
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        let found = self.blocks.get(self.block_index(pos));
        let within = if self.contains(pos) { pos.within } else { 0 };
        let before = found.map_or(0, |(_, before)| *before);
        Fraction::new(before + u64::from(within), self.len)
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let ByteOffset(at) = fraction.to_offset(self.len);
        let after = self.blocks.partition_point(|(_, before)| *before <= at);
        self.block_pos(after.saturating_sub(1)).unwrap_or_default()
    }

    fn len(&self) -> u64 {
        self.len
    }

    fn known_len(&self) -> u64 {
        self.len
    }

    fn lines(&self, _section: u32) -> Option<LineAccess<'_>> {
        None
    }

    fn byte_positions(&self, section: u32) -> Option<&dyn BytePositions> {
        self.page.byte_positions(section).map(|_| self as _)
    }

    fn next_section(&self, section: u32) -> Option<u32> {
        let mut sections = self.blocks.iter().map(|(pos, _)| pos.section);
        sections.find(|after| *after > section)
    }

    fn provenance(&self, pos: Pos) -> Provenance {
        self.page.provenance(pos)
    }

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        self.page.outline(&mut |mut step| {
            if let Step::Found(outline) = &mut step {
                outline.headings.retain(|own| self.contains(own.pos));
                outline.metadata_lines.retain(|own| self.contains(*own));
                outline.doubtful.retain(|own| self.contains(own.pos));
            }
            emit(step)
        });
    }

    fn links(&self) -> Option<&dyn Links> {
        self.page.links().map(|_| self as _)
    }

    fn metadata(&self, pos: Pos) -> Vec<Metadata> {
        self.page.metadata(pos)
    }

    fn heading_queries(&self) -> Option<&dyn HeadingQueries> {
        self.page.heading_queries().map(|_| self as _)
    }

    fn files(&self) -> Option<&dyn crate::doc::Files> {
        None
    }

    fn articles(&self) -> Option<&dyn Articles> {
        None
    }

    fn rearranged(&self) -> Option<&dyn Rearranged> {
        Some(self)
    }

    fn problems(&self, scope: ProblemScope) -> Vec<Problem> {
        self.page.problems(scope)
    }
}

impl BytePositions for ArticleView {
    fn byte_of(&self, pos: Pos) -> u64 {
        self.page.byte_of(pos).unwrap_or(pos.block.0)
    }

    /// Returns the preceding block for bytes of omitted text.
    fn pos_of_byte(&self, section: u32, at: u64) -> Pos {
        let pos = self.page.pos_of_byte(section, at);
        let pos = pos.unwrap_or(Pos::new(section, at));
        if self.contains(pos) {
            pos
        } else {
            self.block_at(pos).pos
        }
    }
}

/// Ignores links to omitted text.
impl Links for ArticleView {
    fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        self.page
            .target(from, link)
            .filter(|pos| self.contains(*pos))
    }

    fn note(&self, from: Pos, label: &str) -> Option<Note> {
        self.page.note(from, label)
    }

    fn note_outside_text(&self, from: Pos, label: &str) -> Option<Note> {
        self.page.note_outside_text(from, label)
    }
}

impl HeadingQueries for ArticleView {
    fn similar(&self, pos: Pos) -> Vec<Heading> {
        let mut found = self.page.similar(pos);
        found.retain(|heading| self.contains(heading.pos));
        found
    }

    fn explain(&self, pos: Pos) -> Option<Explanation> {
        self.page.explain(pos)
    }
}

impl Rearranged for ArticleView {
    fn kind(&self) -> ViewKind {
        ViewKind::Article
    }

    fn original(&self) -> Arc<dyn Document> {
        Arc::clone(&self.page)
    }

    fn to_original(&self, pos: Pos) -> Pos {
        pos
    }

    fn hidden_lines(&self, pos: Pos) -> u64 {
        self.page.hidden_lines(pos)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::html;
    use crate::formats::options::OpenOptions;

    const PROSE: &str = "山路很长，要走一天；人在路上，想着家里的事，也想着明天的天气。";

    fn page_and_article() -> (Arc<dyn Document>, Arc<dyn Document>) {
        let source = format!(
            "<title>山路</title><ul class=nav><li><a href=a>一</a></ul><h1 id=t>山路</h1>\
             <p>{PROSE}</p><div class=ads>买一送一，欲购从速。</div><p id=p>{PROSE}<a href='#c'>见</a></p>\
             <div class=comments><p id=c>{PROSE}</p></div>"
        );
        let page = html::open("x", source.as_bytes(), &OpenOptions::default());
        let page = Arc::new(page) as Arc<dyn Document>;
        let article = open(&page).unwrap();
        (page, article)
    }

    #[test]
    fn places_are_those_of_the_page_and_both_ways_agree() {
        let (page, article) = page_and_article();
        let mut places = vec![article.first()];
        while let Some(next) = article.next(*places.last().unwrap()) {
            assert_eq!(article.prev(next), places.last().copied());
            places.push(next);
        }
        assert_eq!((places.len(), article.last()), (3, places[2]));
        assert_eq!(article.title(), "山路");
        for &pos in &places {
            assert_eq!(article.block_at(pos).text, page.block_at(pos).text);
            let near = article.pos_at(article.fraction(pos));
            assert!(near == pos || Some(near) == article.prev(pos));
        }
        let below = page.next(places[2]).unwrap();
        assert_eq!(
            article.block_at(below).pos,
            places[2],
            "the nearest there is"
        );
        assert_eq!(article.block_at(page.first()).pos, places[0]);
        assert_eq!(article.fraction(places[0]), Fraction::new(0, 1));
    }

    #[test]
    fn what_is_left_out_is_not_led_to() {
        let (page, article) = page_and_article();
        let first = article.first();
        assert!(page.target(first, "#c").is_some());
        assert_eq!(article.target(first, "#c"), None);
        assert_eq!(article.target(first, "#p"), page.target(first, "#p"));
        assert_eq!(article.view_kind(), Some(ViewKind::Article));
        assert_eq!(article.original().unwrap().len(), page.len());
    }
}
