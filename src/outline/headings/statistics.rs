//! Statistics of all lines of a text: widths, indents, counts.

use super::candidate::AdjacentLine;
use super::line_ending::LineEnding;
use super::trimmed_line::TrimmedLine;
use crate::text::script::is_cjk;

/// Largest line width that is counted separately, in cells.
pub(crate) const MAX_COUNTED_CELLS: usize = 160;

/// Statistics of all lines.
#[derive(Clone, Debug)]
pub(crate) struct LineStatistics {
    /// Lines that are not empty.
    pub(crate) line_count: u32,
    /// Lines after an empty line.
    pub(crate) lines_after_blank: u32,
    /// Line counts by width in cells; the last place counts all wider lines.
    pub(crate) lines_by_cells: Vec<u32>,
    /// Counts of body lines by indent in cells, 0 to 8; the last place counts all deeper ones. Only lines with
    /// the ending of a sentence count.
    pub(crate) lines_by_indent: [u32; 9],
    /// Bytes of text.
    pub(crate) bytes: u64,
    /// Lines with Chinese, Japanese or Korean letters.
    pub(crate) cjk_lines: u32,
    /// First lines of paragraphs by indent in cells.
    paragraphs_by_indent: [u32; MAX_INDENT_CELLS + 1],
    /// Empty lines between two lines of the body.
    body_gaps: [u32; 4],
    body_lines: u32,
    /// Lines by place; see [`SignatureSums::odds`].
    signatures: SignatureCounts,
    /// Widths of lines that the next line follows directly.
    followed_by_cells: Vec<u32>,
    prev: PrevLine,
}

/// Deepest indent that is counted separately, in cells.
const MAX_INDENT_CELLS: usize = 24;
/// Widest line that [`LineStatistics::hard_wrap_cells`] counts separately.
const MAX_WRAP_CELLS: usize = 170;

/// Counts of lines by indent, empty lines before and empty lines after; other lines and body lines.
#[derive(Clone, Debug, Default)]
struct SignatureCounts([[[[u32; 2]; 3]; 4]; 7]);

/// Counts of the places of lines, with sums.
#[derive(Clone, Debug, Default)]
pub(crate) struct SignatureSums {
    places: SignatureCounts,
    by_indent: [[u32; 2]; 7],
    by_blanks: [[[u32; 2]; 3]; 4],
}

impl SignatureSums {
    /// Returns the odds that a line of this place is no body line.
    pub(crate) fn odds(&self, indent: u8, blanks_before: u8, blanks_after: u8) -> SignatureOdds {
        let (indent, before, after) = (
            indent_class(indent),
            usize::from(blanks_before.min(3)),
            usize::from(blanks_after.min(2)),
        );
        let odds = |[other, body]: [u32; 2]| ((other as f32 + 0.5) / (body as f32 + 0.5)).ln();
        let of_blanks = |rows: &[[[u32; 2]; 3]; 4]| {
            let row = rows.get(before).and_then(|row| row.get(after));
            row.copied().unwrap_or_default()
        };
        let both = self.places.0.get(indent).map(of_blanks).unwrap_or_default();
        SignatureOdds {
            both: odds(both),
            indent: odds(self.by_indent.get(indent).copied().unwrap_or_default()),
            blanks: odds(of_blanks(&self.by_blanks)),
            count: both[0] as f32,
        }
    }
}

/// Logarithms of the odds of a place: other lines to body lines.
pub(crate) struct SignatureOdds {
    pub(crate) both: f32,
    pub(crate) indent: f32,
    pub(crate) blanks: f32,
    /// Other lines of this place.
    pub(crate) count: f32,
}

/// Previous line, which is counted with the line after it.
#[derive(Clone, Copy, Debug, Default)]
struct PrevLine {
    indent: u8,
    blank_lines: u8,
    is_body: bool,
    /// Whether it continues the line before it.
    continues: bool,
    is_line: bool,
}

/// Returns the class of an indent, 0 to 6.
fn indent_class(indent: u8) -> usize {
    if indent < 12 {
        usize::from(indent) / 2
    } else {
        6
    }
}

impl Default for LineStatistics {
    fn default() -> Self {
        Self {
            line_count: 0,
            lines_after_blank: 0,
            lines_by_cells: vec![0; MAX_COUNTED_CELLS + 1],
            lines_by_indent: [0; 9],
            bytes: 0,
            cjk_lines: 0,
            paragraphs_by_indent: [0; MAX_INDENT_CELLS + 1],
            body_gaps: [0; 4],
            body_lines: 0,
            signatures: SignatureCounts::default(),
            followed_by_cells: vec![0; MAX_WRAP_CELLS + 1],
            prev: PrevLine::default(),
        }
    }
}

impl LineStatistics {
    /// Adds a line after `blank_lines` empty lines.
    pub(crate) fn add_line(&mut self, line: &TrimmedLine<'_>, blank_lines: u8) {
        self.line_count += 1;
        self.lines_after_blank += u32::from(blank_lines > 0);
        self.bytes += line.text.len() as u64;
        let cells = line.cells.min(MAX_COUNTED_CELLS);
        if let Some(count) = self.lines_by_cells.get_mut(cells) {
            *count += 1;
        }
    }

    /// Counts the place of a line, with the line before it.
    pub(crate) fn add_place(
        &mut self,
        line: &TrimmedLine<'_>,
        before: &AdjacentLine,
        blank_lines: u8,
    ) {
        self.cjk_lines += u32::from(line.text.chars().any(is_cjk));
        let width = |indent: u8, cells: usize| usize::from(indent) + cells;
        let prev_width = width(before.indent, usize::from(before.cells));
        let open = blank_lines == 0
            && matches!(
                before.end,
                LineEnding::Unpunctuated | LineEnding::Comma | LineEnding::Semicolon
            )
            && line.indent <= before.indent + 1;
        let continues = open && prev_width >= 36;
        let punctuated = matches!(
            line.end,
            LineEnding::FullStop | LineEnding::Comma | LineEnding::Semicolon
        );
        let alike =
            open && prev_width >= 26 && prev_width.abs_diff(width(line.indent, line.cells)) <= 4;
        let is_body = punctuated || line.cells >= 60 || continues || alike;
        if blank_lines == 0
            && matches!(
                before.end,
                LineEnding::Unpunctuated | LineEnding::Comma | LineEnding::FullStop
            )
            && prev_width >= 26
            && let Some(count) = self
                .followed_by_cells
                .get_mut(prev_width.min(MAX_WRAP_CELLS))
        {
            *count += 1;
        }
        self.count_prev(blank_lines);
        if is_body && !continues {
            self.body_lines += 1;
            if line.chars >= 12
                && let Some(count) = self
                    .paragraphs_by_indent
                    .get_mut(usize::from(line.indent).min(MAX_INDENT_CELLS))
            {
                *count += 1;
            }
            if self.prev.is_body
                && let Some(count) = self.body_gaps.get_mut(usize::from(blank_lines.min(3)))
            {
                *count += 1;
            }
        } else if is_body {
            self.body_lines += 1;
        }
        self.prev = PrevLine {
            indent: line.indent,
            blank_lines,
            is_body,
            continues,
            is_line: true,
        };
    }

    /// Counts the place of the previous line.
    fn count_prev(&mut self, blank_lines_after: u8) {
        let prev = self.prev;
        let place = self
            .signatures
            .0
            .get_mut(indent_class(prev.indent))
            .and_then(|row| row.get_mut(usize::from(prev.blank_lines.min(3))))
            .and_then(|row| row.get_mut(usize::from(blank_lines_after.min(2))))
            .and_then(|row| row.get_mut(usize::from(prev.is_body)));
        if let Some(count) = place.filter(|_| prev.is_line && !prev.continues) {
            *count += 1;
        }
    }

    /// Returns the counts of places with their sums by indent and by empty lines.
    pub(crate) fn signature_sums(&self) -> SignatureSums {
        let mut sums = SignatureSums {
            places: self.signatures.clone(),
            ..SignatureSums::default()
        };
        for (rows, by_indent) in self.signatures.0.iter().zip(&mut sums.by_indent) {
            for (row, by_blanks) in rows.iter().zip(&mut sums.by_blanks) {
                for (counts, by_blanks) in row.iter().zip(by_blanks) {
                    for sum in [&mut *by_indent, by_blanks] {
                        *sum = [sum[0] + counts[0], sum[1] + counts[1]];
                    }
                }
            }
        }
        sums
    }

    /// Returns the share of lines after an empty line.
    pub(crate) fn blank_share(&self) -> f32 {
        self.lines_after_blank as f32 / self.line_count.max(1) as f32
    }

    /// Returns the share of body lines.
    pub(crate) fn body_share(&self) -> f32 {
        self.body_lines as f32 / self.line_count.max(1) as f32
    }

    /// Returns the usual number of empty lines between body lines, at most 3.
    pub(crate) fn body_gap(&self) -> usize {
        let best = self
            .body_gaps
            .iter()
            .enumerate()
            .max_by_key(|(at, count)| (**count, 9 - at));
        best.map_or(0, |(at, _)| at)
    }

    /// Returns the usual indent of paragraphs in cells, and the share of paragraphs that have it.
    pub(crate) fn usual_indent(&self) -> (u8, f32) {
        let all: u32 = self.paragraphs_by_indent.iter().sum();
        let best = self
            .paragraphs_by_indent
            .iter()
            .enumerate()
            .max_by_key(|(at, count)| (**count, 99 - at));
        best.filter(|_| all > 0).map_or((0, 0.0), |(at, count)| {
            (at as u8, *count as f32 / all as f32)
        })
    }

    /// Returns the share of paragraphs of this indent.
    pub(crate) fn indent_share(&self, indent: u8) -> f32 {
        let all: u32 = self.paragraphs_by_indent.iter().sum();
        let own = self
            .paragraphs_by_indent
            .get(usize::from(indent).min(MAX_INDENT_CELLS));
        own.copied().unwrap_or(0) as f32 / all.max(1) as f32
    }

    /// Returns the width at which paragraphs are hard-wrapped, in cells with the indent; `None` if they are not.
    pub(crate) fn hard_wrap_cells(&self) -> Option<u16> {
        let total: u32 = self.followed_by_cells.iter().sum();
        if total < 12 {
            return None;
        }
        let band = |width: usize| -> u32 {
            (width.saturating_sub(3)..=width)
                .filter_map(|at| self.followed_by_cells.get(at))
                .sum()
        };
        let best =
            (26..MAX_WRAP_CELLS - 4).max_by_key(|width| (band(*width), MAX_WRAP_CELLS - width))?;
        let over: u32 = self.followed_by_cells.iter().skip(best + 3).sum();
        let own = band(best);
        (own * 100 >= total * 38 && own >= 10 && over * 2 <= own).then_some(best as u16)
    }

    /// Counts the indent of a body line, in cells.
    pub(crate) fn add_body_indent(&mut self, indent: u8) {
        let deepest = self.lines_by_indent.len() - 1;
        if let Some(count) = self
            .lines_by_indent
            .get_mut(usize::from(indent).min(deepest))
        {
            *count += 1;
        }
    }

    /// Returns the width in cells at which the text is hard-wrapped; `None` if it is not.
    pub(crate) fn wrap_width(&self) -> Option<u16> {
        let total = self.line_count;
        if total < 24
            || self
                .lines_by_cells
                .last()
                .is_some_and(|wide| *wide * 50 > total)
        {
            return None;
        }
        let mut above = 0;
        let mut limit = MAX_COUNTED_CELLS;
        for width in (0..=MAX_COUNTED_CELLS).rev() {
            above += self.lines_by_cells.get(width).copied().unwrap_or(0);
            if above * 100 > total * 2 {
                limit = width;
                break;
            }
        }
        let band: u32 = self
            .lines_by_cells
            .iter()
            .skip(limit.saturating_sub(limit / 12 + 2))
            .sum();
        (limit >= 40 && band * 100 > total * 30).then_some(limit as u16)
    }

    /// Returns the most common indent of body lines, in cells.
    pub(crate) fn body_indent(&self) -> u8 {
        let most = self
            .lines_by_indent
            .iter()
            .enumerate()
            .max_by_key(|(at, n)| (**n, 9 - at));
        most.map_or(0, |(at, _)| at as u8)
    }

    /// Returns whether nearly all lines have empty lines between them. An empty line is no evidence then.
    pub(crate) fn is_blank_separated(&self) -> bool {
        self.lines_after_blank * 100 > self.line_count * 60
    }
}
