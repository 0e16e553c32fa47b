//! Headings as input of the inference of levels: style, number, and the level that a rule gives.

use super::candidate::{AppliedRule, Candidate, LineRole};
use super::line_ending::LineEnding;
use crate::outline::numbering::{
    APPENDIX_BASE, NumberMarker, NumberStyle, child_path, is_appendix,
};
use std::collections::HashMap;

/// Place of a title without a number on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TitlePlace {
    /// Indent in cells.
    pub(crate) indent: u8,
    /// Middle of the line if it may be centred, in eights of cells.
    pub(crate) middle: u8,
    /// Empty lines before it.
    pub(crate) blank_lines: u8,
    /// Whether it is the first line of the text.
    pub(crate) is_first_line: bool,
}

/// Properties of a heading that decide its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NestedHeading {
    pub(crate) style: NumberStyle,
    pub(crate) role: LineRole,
    /// Whether its number is 1.
    pub(crate) is_first: bool,
    /// Whether it directly follows another heading.
    pub(crate) is_after_heading: bool,
    /// Whether an essay of its own starts with it.
    pub(crate) is_essay_start: bool,
    /// Place of a title without a number.
    pub(crate) place: Option<TitlePlace>,
    /// Level that a rule gives.
    pub(crate) rule_level: Option<u8>,
}

impl NestedHeading {
    /// Describes a candidate that is a heading and nests by `style`.
    pub(crate) fn of(candidate: &Candidate, style: NumberStyle, is_essay_start: bool) -> Self {
        let is_bare = matches!(
            style,
            NumberStyle::Unnumbered | NumberStyle::Boxed | NumberStyle::OuterUnnumbered
        );
        let rule_level = match candidate.applied_rule {
            AppliedRule::Level(level) => Some(level),
            AppliedRule::None | AppliedRule::Heading => None,
        };
        Self {
            // A heading that only a rule names belongs to the style of that rule.
            style: match candidate.applied_rule {
                AppliedRule::Level(_) | AppliedRule::Heading if is_bare => {
                    NumberStyle::RuleTitle(rule_level.unwrap_or(0))
                }
                AppliedRule::None | AppliedRule::Level(_) | AppliedRule::Heading => style,
            },
            role: candidate.role,
            is_first: candidate.marker.number == 1,
            place: (is_bare
                || matches!(style, NumberStyle::Keyword | NumberStyle::CountedWords(_)))
            .then(|| TitlePlace {
                indent: candidate.indent,
                middle: middle(candidate),
                blank_lines: candidate.prev_line.blank_lines.min(MAX_BLANK_LINES),
                is_first_line: candidate.prev_line.end == LineEnding::NoLine
                    || candidate.starts_page,
            }),
            is_after_heading: false,
            is_essay_start,
            rule_level,
        }
    }

    /// Marks the heading as one that directly follows another, without text between.
    pub(crate) fn directly_after(self) -> Self {
        Self {
            is_after_heading: true,
            ..self
        }
    }
}

/// Least indent of a centred line, in cells.
pub(crate) const MIN_CENTRED_CELLS: u8 = 6;

/// Returns the middle of a line that may be centred, in eights of cells; 0 for other lines.
fn middle(candidate: &Candidate) -> u8 {
    let cells = u16::from(candidate.indent) + candidate.shape.cells / 2;
    let middle = (candidate.indent >= MIN_CENTRED_CELLS).then_some((cells + 4) / 8);
    middle.unwrap_or(0).min(u16::from(u8::MAX)) as u8
}

/// Returns the path of a number that decimals may be below: for 1.2 the path (1, 2).
pub(crate) fn number_path(marker: &NumberMarker) -> Option<u64> {
    match marker.style {
        NumberStyle::Digit(_)
        | NumberStyle::Unit('章' | '篇' | '分' | '讲' | '课' | '条')
        | NumberStyle::UnitFirst('章')
        | NumberStyle::UnitBare('章')
        | NumberStyle::English(_)
        | NumberStyle::EnglishJoined(_)
        | NumberStyle::Decimal(_) => Some(child_path(marker.parent_path, marker.number)),
        NumberStyle::Letter => Some(child_path(0, APPENDIX_BASE + marker.number)),
        style if is_appendix(style) => Some(child_path(0, APPENDIX_BASE + marker.number)),
        _ => None,
    }
}

/// Most empty lines that make a difference.
const MAX_BLANK_LINES: u8 = 5;

/// Number of paths that are remembered as parents of decimals. After that many the table starts anew, so a
/// longer text remembers its latest ones.
const MAX_DECIMAL_PARENT_COUNT: usize = 4096;

/// Headings of a text as input of the inference of levels. There are few kinds; each is stored once.
#[derive(Clone, Debug, Default)]
pub(crate) struct NestedHeadings {
    kinds: Vec<NestedHeading>,
    /// Kind of each heading, an index into `kinds`.
    kind_indices: Vec<u16>,
    /// Last heading of each path.
    headings_by_path: HashMap<u64, u32>,
    /// Indices of decimals and of the headings whose numbers they name, ascending.
    decimal_parents: Vec<(u32, u32)>,
}

impl NestedHeadings {
    /// Appends a heading; `marker` is its number.
    pub(crate) fn push(&mut self, heading: NestedHeading, marker: &NumberMarker) {
        self.record_number(heading.style, marker);
        self.push_kind(heading);
    }

    fn push_kind(&mut self, heading: NestedHeading) {
        let known = self.kinds.iter().position(|kind| *kind == heading);
        let kind = known.unwrap_or_else(|| {
            self.kinds.push(heading);
            self.kinds.len() - 1
        });
        // Styles and the other properties combine to some hundred kinds.
        self.kind_indices.push(kind as u16);
    }

    /// Stores the number of the next heading.
    fn record_number(&mut self, style: NumberStyle, marker: &NumberMarker) {
        let at = self.kind_indices.len() as u32;
        if matches!(style, NumberStyle::Decimal(_))
            && let Some(&above) = self.headings_by_path.get(&marker.parent_path)
        {
            self.decimal_parents.push((at, above));
        }
        if let Some(path) = number_path(marker) {
            if self.headings_by_path.len() == MAX_DECIMAL_PARENT_COUNT {
                self.headings_by_path.clear();
            }
            self.headings_by_path.insert(path, at);
        }
    }

    /// Returns the heading whose number the heading at `at` names, as 1.1 names 1.
    pub(crate) fn parent_by_number(&self, at: usize) -> Option<usize> {
        let key = |&(decimal, _): &(u32, u32)| decimal as usize;
        let place = self.decimal_parents.binary_search_by_key(&at, key).ok()?;
        self.decimal_parents
            .get(place)
            .map(|(_, above)| *above as usize)
    }

    /// Returns whether decimals are nested below other numbers: 1.1 below 1.
    pub(crate) fn nests_decimals(&self) -> bool {
        let style = |above: u32| self.get(above as usize).map(|heading| heading.style);
        let mut above = self
            .decimal_parents
            .iter()
            .filter_map(|(_, above)| style(*above));
        above.any(|style| !matches!(style, NumberStyle::Decimal(_)))
    }

    /// Returns a copy in which heading `at` has the style that `style_of` returns for it.
    pub(crate) fn with_styles(&self, style_of: impl Fn(usize) -> Option<NumberStyle>) -> Self {
        let mut copy = Self {
            decimal_parents: self.decimal_parents.clone(),
            ..Self::default()
        };
        for (at, heading) in self.iter().enumerate() {
            let style = style_of(at).unwrap_or(heading.style);
            copy.push_kind(NestedHeading {
                style,
                place: None,
                ..*heading
            });
        }
        copy
    }

    pub(crate) fn len(&self) -> usize {
        self.kind_indices.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&NestedHeading> {
        self.kinds.get(usize::from(*self.kind_indices.get(at)?))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &NestedHeading> {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}
