//! The state of the search: its query, the tally of its hits, and the move that waits for them.

use super::hit_rows::{HitFilter, HitRow, RowsRequest};
use super::task::SearchTask;
use crate::app::job::JobId;
use crate::app::reading::motion::Direction;
use crate::doc::{Outline, Pos, Span};
use crate::messages::grouped;
use crate::search::Query;
use crate::search::query::{QueryKind, ReadingManner};
use crate::search::query_error::QueryError;
use crate::search::tally::{Lookup, Tally};
use crate::text::forms::{CaseRule, Level};
use std::collections::BTreeMap;

/// State of the search.
#[derive(Clone, Debug, Default)]
pub struct SearchState {
    /// The search under way, if there is one.
    pub active: Option<ActiveSearch>,
    /// Earlier searches, oldest first.
    pub history: Vec<PastSearch>,
    /// Level at which a search begins.
    pub default_level: Level,
    /// Whether capitals count in what is typed.
    pub case: CaseRule,
    /// Direction of the last search, in which the next hit lies.
    pub toward: Direction,
    /// Marked words, each in a look of its own.
    pub marked: Vec<Query>,
}

/// An earlier search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastSearch {
    /// The line that was typed.
    pub text: String,
    /// Its level.
    pub level: Level,
    /// Its kind.
    pub kind: QueryKind,
}

/// A search being typed.
#[derive(Clone, Debug)]
pub struct SearchPrompt {
    /// Place of the reader when it was opened.
    pub origin: Pos,
    /// The search before it.
    pub before: Option<Box<ActiveSearch>>,
    /// Level of the query.
    pub level: Level,
    /// Kind of the query.
    pub kind: QueryKind,
    /// Direction in which the first hit is looked for.
    pub toward: Direction,
    /// Target of Enter.
    pub target: SearchTarget,
    /// Mistake in the line; the hits are then those of the last good one.
    pub error: Option<QueryError>,
}

/// Target of a search that is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchTarget {
    /// The text, at the first hit.
    Text,
    /// The list of all hits.
    List,
}

/// A search and its hits.
#[derive(Clone, Debug)]
pub struct ActiveSearch {
    /// The query.
    pub query: Query,
    /// Place of the reader when it began; Esc returns there.
    pub origin: Pos,
    /// Numbers of hits.
    pub tally: Tally,
    /// The hit that the reader went to last.
    pub current_hit: Option<CurrentHit>,
    /// A move that waits for hits.
    pub pending_move: Option<HitMove>,
    /// The job that counts the hits; `None` once the reader has stopped it.
    pub count_job: Option<JobId>,
    /// The job that answers a question, and the question.
    pub request: Option<(JobId, SearchTask)>,
    /// Other ways to search for the same, counted if this one has no hits; `None` before that.
    pub offers: Option<Vec<SearchOffer>>,
    /// The list of its hits.
    pub list: HitList,
    /// Starts of the rows of the scroll bar, and the end of the last.
    pub bar_edges: Vec<Pos>,
}

/// List of the hits of a search. It holds the rows near the screen only.
#[derive(Clone, Debug, Default)]
pub struct HitList {
    /// Whether it has been opened.
    pub is_begun: bool,
    /// Filter.
    pub filter: HitFilter,
    /// Numbers of the hits that pass the filter, and the job that counts them; `None` without a filter.
    pub filtered: Option<(JobId, Tally)>,
    /// Rows by index.
    pub rows: BTreeMap<u64, HitRow>,
    /// The job that reads rows, and which.
    pub request: Option<(JobId, RowsRequest)>,
    /// Index of a row to go to as soon as it is read.
    pub awaited_row: Option<u64>,
}

/// Another way to search for what was typed, and its hits.
#[derive(Clone, Debug)]
pub struct SearchOffer {
    /// The way.
    pub manner: OfferManner,
    /// The job that counts the hits.
    pub job: JobId,
    /// Their numbers.
    pub tally: Tally,
}

/// A way to search for what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferManner {
    /// At a level that takes more letters for the same.
    Level(Level),
    /// Without regard to capitals.
    FoldedCase,
    /// As a regular expression.
    Regex,
    /// By readings.
    Reading(ReadingManner),
}

/// The hit that the reader went to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentHit {
    /// The hit.
    pub span: Span,
    /// Its number among all, from 1, once it is known.
    pub ordinal: Option<u64>,
}

/// A move among the hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitMove {
    /// Place from which it goes.
    pub from: Pos,
    /// Whether the hit at `from` is not counted.
    pub is_on_hit: bool,
    /// Hits on, or back if negative.
    pub steps: i64,
    /// What it comes from.
    pub cause: MoveCause,
}

/// What a move among the hits comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveCause {
    /// The reader asked for it.
    Reader,
    /// A search begins.
    NewSearch,
    /// The text was read again: the hit at the place of the current one is the current one, and the page stays.
    NewReading,
}

/// Answer to a move among the hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoveTarget {
    /// A hit.
    Hit {
        /// The hit and its number.
        hit: CurrentHit,
        /// Whether the way led over an end of the text.
        has_wrapped: bool,
    },
    /// There are no hits.
    None,
    /// The answer to this must be there first.
    Unknown(SearchTask),
}

impl HitMove {
    /// Returns the question for the hit that the move leads to.
    fn step(&self) -> SearchTask {
        let from = if self.is_on_hit && self.steps > 0 {
            self.from.at(self.from.within + 1)
        } else {
            self.from
        };
        SearchTask::Step {
            from,
            steps: self.steps,
        }
    }
}

impl HitList {
    /// Takes rows that job `id` has read, in place of those before.
    pub fn take_rows(&mut self, id: JobId, rows: Vec<(u64, HitRow)>) {
        if self.request.take_if(|(job, _)| *job == id).is_some() {
            self.rows = rows.into_iter().collect();
        }
    }
}

impl ActiveSearch {
    /// A search that begins at `origin`; its first move goes on from `from`.
    pub fn new(query: Query, origin: Pos, from: Pos, count_job: JobId) -> Self {
        Self {
            query,
            origin,
            tally: Tally::default(),
            current_hit: None,
            pending_move: Some(HitMove {
                from,
                is_on_hit: false,
                steps: 1,
                cause: MoveCause::NewSearch,
            }),
            count_job: Some(count_job),
            request: None,
            offers: None,
            list: HitList::default(),
            bar_edges: Vec::new(),
        }
    }

    /// Returns the jobs whose answers are awaited.
    pub fn jobs(&self) -> impl Iterator<Item = JobId> {
        let request = self.request.as_ref().map(|(job, _)| *job);
        let filtered = self.list.filtered.as_ref().map(|(job, _)| *job);
        let rows = self.list.request.as_ref().map(|(job, _)| *job);
        let offers = self.offers.iter().flatten().map(|offer| offer.job);
        let jobs = [self.count_job, request, filtered, rows];
        jobs.into_iter().flatten().chain(offers)
    }

    /// Returns the hit that a move leads to.
    pub fn move_target(&self, hit_move: &HitMove) -> MoveTarget {
        let count = self.tally.count() as i64;
        if self.tally.is_complete() && count == 0 {
            return MoveTarget::None;
        }
        let before = match self.tally.count_before(hit_move.from) {
            Lookup::Known(before) => before as i64,
            Lookup::Unread(stretch) => return MoveTarget::Unknown(SearchTask::Hits(stretch)),
            Lookup::Uncounted => return MoveTarget::Unknown(hit_move.step()),
        };
        let is_counted = hit_move.steps > 0 && !hit_move.is_on_hit;
        let index = before + hit_move.steps - i64::from(is_counted);
        let has_wrapped = !(0..count).contains(&index);
        if has_wrapped && !self.tally.is_complete() {
            return MoveTarget::Unknown(hit_move.step());
        }
        let index = index.rem_euclid(count) as u64;
        match self.tally.kth(index) {
            Lookup::Known(Some(span)) => MoveTarget::Hit {
                hit: CurrentHit {
                    span,
                    ordinal: Some(index + 1),
                },
                has_wrapped,
            },
            Lookup::Known(None) => MoveTarget::None,
            Lookup::Unread(stretch) => MoveTarget::Unknown(SearchTask::Hits(stretch)),
            Lookup::Uncounted => MoveTarget::Unknown(hit_move.step()),
        }
    }

    /// Returns the numbers of the hits in the list.
    pub fn list_tally(&self) -> &Tally {
        self.list
            .filtered
            .as_ref()
            .map_or(&self.tally, |(_, tally)| tally)
    }

    /// Returns `3/1,717`, and `3/1,717+` or `1,717+` while hits are counted; without a total `3`.
    pub fn tally_text(&self, total: Total) -> String {
        let hit = self.current_hit.as_ref();
        let number = hit.and_then(|hit| hit.ordinal).map(grouped);
        let total = (total == Total::SoFar).then(|| CountedHits::of(&self.tally).text());
        let parts: Vec<String> = number.into_iter().chain(total).collect();
        parts.join("/")
    }

    /// Returns the rows of the scroll bar with hits, as far as they are known.
    pub fn bar_rows(&self) -> Vec<u16> {
        let counts = self
            .bar_edges
            .iter()
            .map(|edge| self.tally.count_before(*edge).known());
        let counts: Vec<Option<u64>> = counts.collect();
        let has_hits =
            |pair: &[Option<u64>]| matches!(pair, [Some(start), Some(end)] if start < end);
        let rows = (0..).zip(counts.windows(2));
        rows.filter(|(_, pair)| has_hits(pair))
            .map(|(row, _)| row)
            .collect()
    }

    /// Returns the number of hits in a stretch of the text; `None` while it is not known.
    pub fn count_in(&self, span: &Span) -> Option<u64> {
        let [start, end] = [span.start, span.end].map(|pos| self.tally.count_before(pos).known());
        Some(end? - start?)
    }
}

/// Number of hits as far as they are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CountedHits {
    /// The number.
    pub count: u64,
    /// Place up to which they are counted.
    pub counted_to: Pos,
    /// Whether all are counted.
    pub is_complete: bool,
}

impl CountedHits {
    /// Takes the numbers of a tally as they are now.
    pub fn of(tally: &Tally) -> Self {
        Self {
            count: tally.count(),
            counted_to: tally.counted_to(),
            is_complete: tally.is_complete(),
        }
    }

    /// Returns the number of hits: `1,717`, or `1,717+` while they are counted.
    pub fn text(self) -> String {
        let total = grouped(self.count);
        if self.is_complete { total } else { total + "+" }
    }
}

/// Whether the number of all hits is shown behind that of the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// As far as they are counted.
    SoFar,
    /// Not at all.
    Hidden,
}

/// Returns the section of a heading: its own text up to the next heading, or with its subsections up to the next that is
/// not below it.
pub fn section_span(outline: &Outline, index: usize, extent: SectionExtent) -> Option<Span> {
    let heading = outline.headings.get(index)?;
    let end = outline
        .headings
        .iter()
        .skip(index + 1)
        .find(|next| extent == SectionExtent::Own || next.level <= heading.level)
        .map_or(Pos::new(u32::MAX, u64::MAX), |next| next.pos.block_start());
    Some(heading.pos.block_start()..end)
}

/// Extent of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionExtent {
    /// To the next heading.
    Own,
    /// To the next heading that is not below it.
    WithSubsections,
}

impl SectionExtent {
    /// Returns the extent of a row of the outline, which shows its subsections itself unless it is folded.
    pub fn of_row(is_folded: bool) -> Self {
        if is_folded {
            Self::WithSubsections
        } else {
            Self::Own
        }
    }
}
