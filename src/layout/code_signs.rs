//! Signs around code within a line, where no colour tells it from other words: the back-quotes of Markdown. They are no text
//! of the block. Each is part of the cells of a cluster, so that no line ends between them.

use super::line::{Glyph, GlyphText};
use super::options::{CodeSigns, TextOptions};
use super::unit::Unit;
use crate::doc::{Block, BlockKind, Mark};

/// The sign before code and behind it.
const CODE_SIGN: char = '`';
/// Cells of a sign.
const SIGN_CELLS: u8 = 1;

/// Side of a unit on which a sign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Before,
    Behind,
}

/// Signs around the code of a block: the units that have one, ascending.
#[derive(Clone, Debug, Default)]
pub(crate) struct SignedUnits(Vec<(usize, Side)>);

impl SignedUnits {
    /// Widens the first and the last unit of each piece of code for its sign.
    pub(crate) fn new(block: &Block<'_>, options: &TextOptions, units: &mut [Unit]) -> Self {
        if options.code_signs == CodeSigns::Hidden || block.kind == BlockKind::Code {
            return Self::default();
        }
        let mut found = Vec::new();
        for (range, _) in block.marks.iter().filter(|(_, mark)| *mark == Mark::Code) {
            let first = units.partition_point(|unit| unit.at < range.start);
            let end = units.partition_point(|unit| unit.at < range.end);
            let code = units.get(first..end).unwrap_or_default();
            let is_drawn = |unit: &Unit| unit.width > 0;
            if let (Some(before), Some(behind)) = (
                code.iter().position(is_drawn),
                code.iter().rposition(is_drawn),
            ) {
                found.extend([
                    (first + before, Side::Before),
                    (first + behind, Side::Behind),
                ]);
            }
        }
        found.sort_unstable();
        found.dedup();
        let mut signs = found.iter().peekable();
        let mut shift = 0;
        for (index, unit) in units.iter_mut().enumerate() {
            unit.x += shift;
            while signs.next_if(|(at, _)| *at == index).is_some() {
                unit.width = unit.width.saturating_add(SIGN_CELLS);
                shift += u32::from(SIGN_CELLS);
            }
            unit.end += shift;
        }
        Self(found)
    }

    /// Returns the cells before the glyph of unit `index` and behind it that its signs take.
    pub(crate) fn cells(&self, index: usize) -> (u8, u8) {
        let has = |side| u8::from(self.0.binary_search(&(index, side)).is_ok()) * SIGN_CELLS;
        if self.0.is_empty() {
            return (0, 0);
        }
        (has(Side::Before), has(Side::Behind))
    }
}

/// Returns the glyph of a sign at column `x`, at a unit with text from byte `at`.
pub(crate) const fn sign_glyph(at: u32, x: u16) -> Glyph {
    Glyph {
        at,
        len: 0,
        x,
        width: SIGN_CELLS,
        text: GlyphText::Substitute(CODE_SIGN),
    }
}

#[cfg(test)]
mod tests {
    use crate::doc::{Block, BlockKind, Mark};
    use crate::layout::{CodeSigns, GlyphText, Line, Setting, TextOptions, prepare};
    use crate::text::units::Cells;

    /// Returns the lines of a block whose code stands between braces, as they are drawn in `cells` cells.
    fn lines(marked: &str, kind: BlockKind, cells: u16) -> Vec<String> {
        let mut text = String::new();
        let mut marks = Vec::new();
        let mut start = 0;
        for c in marked.chars() {
            match c {
                '{' => start = text.len() as u32,
                '}' => marks.push((start..text.len() as u32, Mark::Code)),
                _ => text.push(c),
            }
        }
        let block = Block {
            kind,
            text: text.clone().into(),
            marks,
            ..Block::default()
        };
        let options = TextOptions {
            code_signs: CodeSigns::Shown,
            ..TextOptions::default()
        };
        let setting = Setting {
            measure: Cells(cells),
            ..Setting::default()
        };
        let set = prepare(&block, &options).set(&setting);
        let drawn = |line: &Line| {
            let mut row = String::new();
            let mut x = 0;
            for glyph in &line.glyphs {
                assert!(glyph.x >= x, "glyphs do not overlap: {marked}");
                x = glyph.x + u16::from(glyph.width);
                match glyph.text {
                    GlyphText::Substitute(c) => row.push(c),
                    _ => {
                        let at = glyph.at as usize;
                        let words = text.get(at..at + usize::from(glyph.len));
                        row += words.expect("glyphs are clusters");
                    }
                }
            }
            assert!(x <= cells + 2 && line.width == Cells(x), "{marked}");
            row
        };
        set.iter().map(drawn).collect()
    }

    #[test]
    fn code_stands_between_back_quotes_and_no_line_parts_them_from_it() {
        let shown = |marked| lines(marked, BlockKind::Line, 60).concat();
        assert_eq!(
            shown("用{make}编，“{x}”{a}{b}。"),
            "用`make`编，“`x`”`a``b`。"
        );
        assert_eq!(shown("{头}字{尾}"), "`头`字`尾`");
        assert_eq!(shown("没有{}"), "没有");
        let text = "先用{git log}看，再用{路}走，{甲乙丙丁戊己}都{x}在{yy}。";
        let whole = shown(text);
        for cells in 4..60 {
            let rows = lines(text, BlockKind::Line, cells);
            assert!(rows.iter().all(|row| row != "`"), "{cells}: {rows:?}");
            let joined = rows.concat();
            assert_eq!(joined.replace(' ', ""), whole.replace(' ', ""), "{cells}");
        }
        assert_eq!(lines("{let a}", BlockKind::Code, 60).concat(), "let a");
    }
}
