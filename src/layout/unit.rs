//! Units of a paragraph: clusters with width, position on a line without end, and cost of a break before each.
//! Built once per text and options; `line_breaker` picks lines from them for any column.

use super::cluster_flags::{ClusterFlags, cluster_flags};
use super::code_rows::may_end_row;
use super::drawn_rule::is_rule;
use super::leader::leader_range;
use super::leading_blanks::{is_placement, leading_blanks};
use super::options::TextOptions;
use super::url::{may_break_url, path_ranges, url_ranges};
use crate::doc::Mark;
use crate::text::autospace::{SpacingSide, is_spaced};
use crate::text::cluster::{Cluster, clusters};
use crate::text::kinsoku::{ARAEA, SmallKana, Tailor};
use crate::text::line_break::{Break, ClassAtom, breaks};
use crate::text::line_class::{self, CharProps, Class};
use crate::text::script::TextLang;
use crate::text::width::cluster_width;
use std::ops::Range;

/// Cost of a break before a unit.
///
/// - 1: legal.
/// - 2: relaxes a rule as CLREQ allows, or separates words listed without blanks.
/// - 3: breaks an address or a Hangul word.
/// - 4: a closing mark starts the line.
/// - 5: an opening mark ends the line.
/// - 6: breaks a word.
/// - 7: breaks a pair …… or ——.
/// - 8: breaks code between any two characters.
pub(crate) type Cost = u8;
/// Cost of a legal break.
pub(crate) const COST_LEGAL: Cost = 1;
/// Cost of separating words listed without blanks.
const COST_LIST: Cost = 2;
/// Cost of breaking an address or a Hangul word.
pub(crate) const COST_URL: Cost = 3;

/// Cost of breaking code anywhere.
pub(crate) const COST_CODE: Cost = 8;

/// Cluster on a line without end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    /// Start of its text, in bytes of the block's text.
    pub(crate) at: u32,
    /// First cell on the line without end, after the gap before it.
    pub(crate) x: u32,
    /// End in cells of a line that ends with this unit, without trailing blanks.
    pub(crate) end: u32,
    /// Width in cells; 0 for a cluster that is not drawn.
    pub(crate) width: u8,
    /// Cost of a break before it.
    pub(crate) cost: Cost,
    /// Properties of the cluster.
    pub(crate) flags: ClusterFlags,
}

/// Blanks in a row that set columns, in cells. They give up the cells of gaps before them, so that what follows stays in
/// its column.
const MIN_FILLER_CELLS: u32 = 3;

/// Text between two line ends of the source.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    /// Units, without leading blanks.
    pub(crate) units: Range<usize>,
    /// Byte range in the block's text, with leading blanks and line end.
    pub(crate) bytes: Range<u32>,
    /// End of the text in bytes, without the line end.
    pub(crate) text_end: u32,
    /// Width of the leading blanks in cells.
    pub(crate) blank_width: u16,
    /// Whether the leading blanks are an indent: an ideographic or no-break space, or two cells.
    pub(crate) is_indented: bool,
    /// Whether the leading blanks place the line on the page.
    pub(crate) is_placed: bool,
    /// Whether the segment is a rule drawn with one character (`-----`). Such a rule is cut at the end of the
    /// column: further rows of it carry no meaning.
    pub(crate) is_rule: bool,
    /// Units of the dots before a page number, within the segment.
    pub(crate) leader: Option<Range<usize>>,
}

/// Treatment of a text's blanks and breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextMode {
    /// Leading blanks are removed, break opportunities computed, gaps put between scripts.
    Prose,
    /// The text is unchanged; a break is legal before every cluster.
    Verbatim,
}

/// Builder of units, one text after another, with reused buffers.
#[derive(Debug)]
pub(crate) struct UnitBuilder<'o> {
    options: &'o TextOptions,
    units: Vec<Unit>,
    atoms: Vec<ClassAtom>,
    breaks: Vec<Break>,
    /// End of the line without end, in cells.
    x: u32,
}

impl<'o> UnitBuilder<'o> {
    /// Creates an empty builder with room for the units of `text`.
    pub(crate) fn new(options: &'o TextOptions, text: &str) -> Self {
        Self {
            options,
            units: Vec::with_capacity(text.chars().count()),
            atoms: Vec::new(),
            breaks: Vec::new(),
            x: 0,
        }
    }

    /// Returns all units built.
    pub(crate) fn finish(self) -> Vec<Unit> {
        self.units
    }

    /// Builds the units of one segment. `text` starts at byte `at` of the block's text; `end` is the byte after
    /// its line end.
    pub(crate) fn build_segment(
        &mut self,
        text: &str,
        at: u32,
        end: u32,
        manner: TextMode,
    ) -> Segment {
        let start = self.units.len();
        let (lead, blank) = match manner {
            TextMode::Prose => leading_blanks(text),
            TextMode::Verbatim => (0, 0),
        };
        let (blanks, body) = text.split_at_checked(lead).unwrap_or(("", text));
        match manner {
            TextMode::Prose => {
                self.scan(body, at + lead as u32, blank);
                breaks(&self.atoms, &mut self.breaks);
                self.assign_costs(start, body, at + lead as u32);
            }
            TextMode::Verbatim => self.scan_verbatim(body, at),
        }
        let leader = match manner {
            TextMode::Prose => leader_range(body),
            TextMode::Verbatim => None,
        };
        // The lines of a table of contents have the widths of their source.
        let has_gaps = self.options.autospace && leader.is_none();
        let paths = path_ranges(text);
        self.place_units(start, has_gaps, |byte| {
            let byte = (byte - at) as usize;
            let next = paths.partition_point(|path| path.end <= byte);
            paths.get(next).is_some_and(|path| path.start < byte)
        });
        let unit_at = |byte: usize| {
            let units = self.units.get(start..).unwrap_or_default();
            units.partition_point(|unit| ((unit.at - at) as usize) < lead + byte)
        };
        let leader = leader.map(|dots| unit_at(dots.start)..unit_at(dots.end));
        Segment {
            leader,
            units: start..self.units.len(),
            bytes: at..end,
            text_end: at + text.len() as u32,
            blank_width: blank,
            is_placed: is_placement(blanks, blank),
            is_indented: blank >= 2 || blanks.contains('\u{A0}'),
            is_rule: manner == TextMode::Prose && is_rule(body),
        }
    }

    /// Adds the clusters of `text` with widths and flags, and the class atoms of their code points. Until
    /// `assign_costs`, `x` holds the index of a unit's first atom. `blank` is the cells before `text`, for
    /// tabs.
    fn scan(&mut self, text: &str, at: u32, blank: u16) {
        self.atoms.clear();
        let mut tailor = Tailor::new(text, self.options.kinsoku, self.small_kana());
        let mut column = u32::from(blank);
        let mut before = None;
        for cluster in clusters(text) {
            let Cluster {
                first,
                props: facts,
                ..
            } = cluster;
            let x = self.atoms.len() as u32;
            let rest = |from: usize| move || text.get(from..).unwrap_or_default();
            let mut end = cluster.at + first.len_utf8();
            let atom = match tailor.next_atom(first, facts, rest(end)) {
                _ if first.is_control() && first != '\t' => ClassAtom::new(Class::AL, false),
                atom => atom,
            };
            self.atoms.push(atom);
            if !cluster.is_single() {
                for c in cluster.text.chars().skip(1) {
                    end += c.len_utf8();
                    self.atoms
                        .push(tailor.next_atom(c, line_class::char_props(c), rest(end)));
                }
            }
            let (width, special) = self.cluster_cells(cluster, column);
            column += u32::from(width);
            let sticks = self.options.keep_all
                && before.is_some_and(|(before, class)| match self.options.lang {
                    TextLang::Ko => is_one_word(before, class, facts, atom.class),
                    _ => facts.is_hangul() && is_word(before),
                });
            before = (first != ARAEA).then_some((facts, atom.class));
            self.units.push(Unit {
                at: at + cluster.at as u32,
                x,
                end: 0,
                width,
                cost: if sticks { COST_URL } else { COST_LEGAL },
                flags: cluster_flags(first, facts, atom, self.options.lang).with(special),
            });
        }
    }

    /// Adds the clusters of `text` with their widths only.
    fn scan_verbatim(&mut self, text: &str, at: u32) {
        let mut column = 0;
        let mut before = None;
        for cluster in clusters(text) {
            let (width, marks) = self.cluster_cells(cluster, column);
            column += u32::from(width);
            let cost = if may_end_row(before, cluster.first) {
                COST_LEGAL
            } else {
                COST_CODE
            };
            before = Some(cluster.first);
            self.units.push(Unit {
                at: at + cluster.at as u32,
                x: 0,
                end: 0,
                width,
                cost,
                flags: marks.without(ClusterFlags::BLANK),
            });
        }
    }

    const fn small_kana(&self) -> SmallKana {
        if self.options.loose_kana {
            SmallKana::Free
        } else {
            SmallKana::Bound
        }
    }

    /// Returns the cells of a cluster in `column`, and a flag if it is not drawn as it is.
    #[inline]
    fn cluster_cells(&self, cluster: Cluster<'_>, column: u32) -> (u8, ClusterFlags) {
        let first = cluster.first;
        let cells = cluster_width(cluster, self.options.widths).min(u16::from(u8::MAX)) as u8;
        if cluster.is_single() && !is_special(first) {
            return (cells, ClusterFlags::NONE);
        }
        match first {
            '\t' => ((8 - column % 8) as u8, ClusterFlags::SPECIAL),
            _ if first.is_control() => (1, ClusterFlags::SPECIAL),
            _ if cells == 0 => (0, ClusterFlags::SPECIAL.with(ClusterFlags::BLANK)),
            _ => (cells, ClusterFlags::SPECIAL),
        }
    }

    /// Positions the units from `start` on the line without end, with gaps between scripts if `has_gaps`, but for the bytes for
    /// which `is_tight` is true.
    fn place_units(&mut self, start: usize, has_gaps: bool, is_tight: impl Fn(u32) -> bool) {
        let mut x = self.x;
        let mut end = x;
        let mut before = ClusterFlags::NONE;
        // Gaps since the last filler, and the blanks of the current run.
        let (mut gaps, mut filler) = (0, 0);
        for unit in self.units.iter_mut().skip(start) {
            if has_gaps && is_spaced(to_side(before), to_side(unit.flags)) && !is_tight(unit.at) {
                x += 1;
                gaps += 1;
            }
            if unit.flags.has(ClusterFlags::BLANK) && unit.width > 0 {
                filler += u32::from(unit.width);
                let given = gaps.min(filler.saturating_sub(MIN_FILLER_CELLS));
                let given = given.min(u32::from(unit.width));
                unit.width -= given as u8;
                gaps -= given;
                filler -= given;
            } else {
                gaps = if filler >= MIN_FILLER_CELLS { 0 } else { gaps };
                filler = 0;
            }
            unit.x = x;
            x += u32::from(unit.width);
            if !unit.flags.has(ClusterFlags::BLANK) {
                end = x;
            }
            unit.end = end;
            before = unit.flags;
        }
        self.x = x;
    }

    /// Assigns break costs to the units from `start`. They are the units of `text`, which starts at byte `at`.
    fn assign_costs(&mut self, start: usize, text: &str, at: u32) {
        let addresses = url_ranges(text);
        let mut address = addresses.iter().peekable();
        let bytes = text.as_bytes();
        let mut before = ClusterFlags::NONE;
        let mut run = 0_u32;
        for unit in self.units.iter_mut().skip(start) {
            let here = (unit.at - at) as usize;
            run = if is_same_pair(before, unit.flags) {
                run + 1
            } else {
                0
            };
            let legal = self.breaks.get(unit.x as usize) != Some(&Break::Prohibited)
                && !is_within_ratio(text, here);
            while address.next_if(|range| range.end <= here).is_some() {}
            unit.cost = if address.peek().is_some_and(|range| range.start < here) {
                let around = (
                    here.checked_sub(1).and_then(|i| bytes.get(i)),
                    bytes.get(here),
                );
                match around {
                    _ if legal => COST_URL,
                    (Some(&a), Some(&b)) if may_break_url(a, b) => COST_URL,
                    _ => 6,
                }
            } else if !legal && is_list_break(before, unit.flags, bytes, here) {
                COST_LIST
            } else if legal {
                // A Hangul word under `keep_all` got its cost in `scan`.
                unit.cost
            } else {
                break_penalty(before, unit.flags, run.is_multiple_of(2))
            };
            before = unit.flags;
        }
    }
}

/// Binds note references to the word before them, like closing marks.
pub(crate) fn bind_note_refs(marks: &[(Range<u32>, Mark)], units: &mut [Unit]) {
    let notes = marks
        .iter()
        .filter(|(_, mark)| matches!(mark, Mark::NoteRef(_)));
    for (range, _) in notes {
        let index = units.partition_point(|unit| unit.at < range.start);
        if let Some(unit) = units.get_mut(index).filter(|unit| unit.at == range.start) {
            unit.cost = unit.cost.max(4);
        }
    }
}

/// Returns whether byte `at` of a text follows a full-width colon between two digits: a time or a ratio.
fn is_within_ratio(text: &str, at: usize) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let before = text.get(..at).and_then(|before| before.strip_suffix('：'));
    before.is_some_and(|before| before.ends_with(is_digit))
        && text
            .get(at..)
            .is_some_and(|after| after.starts_with(is_digit))
}

/// Returns the cost of a break that is not legal. `whole`: an even number of the same mark comes before.
const fn break_penalty(before: ClusterFlags, after: ClusterFlags, whole: bool) -> Cost {
    if after.has(ClusterFlags::SPACIOUS) && before.has(ClusterFlags::ENDS) {
        2
    } else if is_same_pair(before, after) {
        if whole { 2 } else { 7 }
    } else if after.has(ClusterFlags::ELLIPSIS)
        && !before.has(ClusterFlags::OPEN.with(ClusterFlags::ELLIPSIS))
        || after.has(ClusterFlags::SMALL.with(ClusterFlags::JOINS))
    {
        2
    } else if after.has(ClusterFlags::ENDS.with(ClusterFlags::TIGHT))
        && !before.has(ClusterFlags::OPEN)
    {
        4
    } else if before.has(ClusterFlags::OPEN) {
        5
    } else {
        6
    }
}

const fn is_same_pair(a: ClusterFlags, b: ClusterFlags) -> bool {
    a.has(ClusterFlags::ELLIPSIS) && b.has(ClusterFlags::ELLIPSIS)
        || a.has(ClusterFlags::DASH) && b.has(ClusterFlags::DASH)
}

const fn to_side(marks: ClusterFlags) -> SpacingSide {
    if marks.has(ClusterFlags::HAN) {
        SpacingSide::Ideograph
    } else if marks.has(ClusterFlags::WORD) {
        SpacingSide::Word
    } else if marks.has(ClusterFlags::PERCENT) {
        SpacingSide::Percent
    } else {
        SpacingSide::Other
    }
}

/// Returns whether `here` starts a word after the comma of a list without blanks (`Windows,Linux`). A break
/// there is better than one before the comma.
fn is_list_break(before: ClusterFlags, after: ClusterFlags, bytes: &[u8], here: usize) -> bool {
    let is_letter = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphabetic);
    before.has(ClusterFlags::STOP)
        && after.has(ClusterFlags::WORD)
        && matches!(
            here.checked_sub(1).and_then(|i| bytes.get(i)),
            Some(b',' | b';')
        )
        && here >= 2
        && is_letter(here - 2)
        && is_letter(here)
}

/// Returns whether two neighbours are of one word where words end at blanks only: letters and numbers, and hanja in
/// brackets between them (동광학교(東光學校)까지).
fn is_one_word(before: CharProps, class: Class, after: CharProps, after_class: Class) -> bool {
    let is_letter =
        |facts: CharProps| facts.is_hangul() || facts.is_autospace_ideograph() || facts.is_number();
    match (class, after_class) {
        (_, Class::OP) => is_word(before),
        (Class::CL | Class::CP, _) => after.is_hangul(),
        _ => is_letter(after) && is_word(before),
    }
}

fn is_word(facts: CharProps) -> bool {
    facts.is_letter() || facts.is_number()
}

/// Returns whether a code point that is a cluster by itself needs a closer look: a control, a character that is
/// not drawn, or a blank that is drawn as blank cells.
const fn is_special(c: char) -> bool {
    !matches!(c, ' '..='~' | '\u{A1}'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF9F}')
        || c == '\u{AD}'
}
