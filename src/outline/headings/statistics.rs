//! Statistics of all lines of a text: widths, indents, counts.

use super::candidate::AdjacentLine;
use super::line_ending::LineEnding;
use super::text_signs::starts_with_han;
use super::trimmed_line::TrimmedLine;
use crate::text::script::is_cjk;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::OnceLock;

/// Statistics of all lines.
#[derive(Clone, Debug)]
pub(crate) struct LineStatistics {
    /// Lines that are not empty.
    pub(crate) line_count: u32,
    /// Lines after an empty line.
    lines_after_blank: u32,
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
    /// Width of hard-wrapped lines, once it is taken from the lines so far.
    wrap_width: OnceLock<Option<u16>>,
}

/// Deepest indent that is counted separately, in cells.
const MAX_INDENT_CELLS: usize = 24;
/// Widest line that [`LineStatistics::wrap_width`] counts separately.
const MAX_WRAP_CELLS: usize = 170;

/// Widths at which texts are hard-wrapped, in cells.
const WRAP_CELLS: Range<usize> = 26..MAX_WRAP_CELLS - 4;

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
            bytes: 0,
            cjk_lines: 0,
            paragraphs_by_indent: [0; MAX_INDENT_CELLS + 1],
            body_gaps: [0; 4],
            body_lines: 0,
            signatures: SignatureCounts::default(),
            followed_by_cells: vec![0; MAX_WRAP_CELLS + 1],
            prev: PrevLine::default(),
            wrap_width: OnceLock::new(),
        }
    }
}

impl LineStatistics {
    /// Adds a line after `blank_lines` empty lines; `before` is the line before it.
    pub(crate) fn add_line(
        &mut self,
        line: &TrimmedLine<'_>,
        before: &AdjacentLine,
        blank_lines: u8,
    ) {
        self.wrap_width = OnceLock::new();
        self.line_count += 1;
        self.lines_after_blank += u32::from(blank_lines > 0);
        self.bytes += line.text.len() as u64;
        self.cjk_lines += u32::from(starts_with_han(line.text) || line.text.chars().any(is_cjk));
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

    /// Returns the number of lines after an empty line.
    pub(crate) fn lines_after_blank(&self) -> u32 {
        self.lines_after_blank
    }

    /// Returns the share of lines after an empty line.
    pub(crate) fn blank_share(&self) -> f32 {
        self.lines_after_blank as f32 / self.line_count.max(1) as f32
    }

    /// Returns the share of body lines.
    pub(crate) fn body_share(&self) -> f32 {
        self.body_lines as f32 / self.line_count.max(1) as f32
    }

    /// Returns the number of body lines with more than `blank_lines` empty lines above them, of at most 2.
    pub(crate) fn body_lines_after(&self, blank_lines: u8) -> u32 {
        let of_indent = |rows: &[[[u32; 2]; 3]; 4]| {
            let wide = rows.iter().skip(usize::from(blank_lines) + 1);
            wide.flatten().map(|[_, body]| *body).sum::<u32>()
        };
        self.signatures.0.iter().map(of_indent).sum()
    }

    /// Returns the number of body lines with empty lines above and below them.
    pub(crate) fn body_lines_between_gaps(&self) -> u32 {
        let of_indent = |rows: &[[[u32; 2]; 3]; 4]| {
            let with_gap = rows.iter().skip(1).flat_map(|row| row.iter().skip(1));
            with_gap.map(|[_, body]| *body).sum::<u32>()
        };
        self.signatures.0.iter().map(of_indent).sum()
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

    /// Returns the usual indent of paragraphs in cells.
    pub(crate) fn body_indent(&self) -> u8 {
        self.usual_indent().0
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

    /// Returns the number of paragraphs of this indent.
    pub(crate) fn paragraphs_at(&self, indent: u8) -> u32 {
        let place = usize::from(indent).min(MAX_INDENT_CELLS);
        self.paragraphs_by_indent.get(place).copied().unwrap_or(0)
    }

    /// Returns the share of paragraphs of this indent.
    pub(crate) fn indent_share(&self, indent: u8) -> f32 {
        let all: u32 = self.paragraphs_by_indent.iter().sum();
        self.paragraphs_at(indent) as f32 / all.max(1) as f32
    }

    /// Returns the width at which paragraphs are hard-wrapped, in cells with the indent; `None` if they are not.
    pub(crate) fn wrap_width(&self) -> Option<u16> {
        *self.wrap_width.get_or_init(|| self.measure_wrap_width())
    }

    fn measure_wrap_width(&self) -> Option<u16> {
        let total: u32 = self.followed_by_cells.iter().sum();
        if total < 12 {
            return None;
        }
        // Lines of a paragraph differ by a letter or two.
        self.common_width(4, total * 38)
            // Lines that end with a word differ by its length.
            .or_else(|| self.common_width(10, total * 75))
    }

    /// Returns the width of most lines that the next one follows, in bands of `band` cells; `None` if they are fewer than
    /// `least` hundredths.
    fn common_width(&self, band: usize, least: u32) -> Option<u16> {
        let bands = self.followed_by_cells.windows(band).enumerate();
        let bands = bands.map(|(at, counts)| (at + band - 1, counts.iter().sum::<u32>()));
        let bands = bands.filter(|(width, _)| WRAP_CELLS.contains(width));
        let (best, own) = bands.max_by_key(|(width, own)| (*own, Reverse(*width)))?;
        let over: u32 = self.followed_by_cells.iter().skip(best + 3).sum();
        (own * 100 >= least && own >= 10 && over * 2 <= own).then_some(best as u16)
    }

    /// Returns whether a line of this width may be hard-wrapped, if it is at most the share `1 / slack` too short.
    pub(crate) fn is_full(&self, cells: u16, slack: u16) -> bool {
        self.wrap_width()
            .is_some_and(|wrap| cells + wrap / slack >= wrap)
    }

    /// Returns whether nearly all lines have empty lines between them. An empty line is no evidence then.
    pub(crate) fn is_blank_separated(&self) -> bool {
        self.blank_share() > 0.6
    }
}
