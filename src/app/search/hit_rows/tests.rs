//! Rows of the list of hits against a scan of the whole text.

use super::*;
use crate::formats::plain::PlainDocument;
use crate::search::query::QueryKind;
use crate::search::scan;
use crate::search::tally::Tally;
use crate::source::windows::Source;
use crate::text::forms::Level;
use proptest::prelude::*;

fn go_on() -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn all_hits(doc: &dyn Document, query: &Query) -> Vec<Span> {
    let mut hits = Vec::new();
    scan(doc, query, doc.first(), &mut |step| {
        if let crate::doc::Step::Found(hit) = step {
            hits.push(hit);
        }
        ControlFlow::Continue(())
    });
    hits
}

fn tally_of(doc: &dyn Document, query: &Query, filter: &HitFilter) -> Tally {
    let mut tally = Tally::default();
    let counted = filter.count_hits(doc, query, &go_on, &mut |count, end| {
        tally.add(count.into_iter().collect(), end);
        ControlFlow::Continue(())
    });
    assert!(counted.is_continue());
    tally.complete();
    tally
}

fn rows(doc: &dyn Document, query: &Query, filter: &HitFilter, range: Range<u64>) -> Vec<Span> {
    let tally = tally_of(doc, query, filter);
    let range = range.start..range.end.min(tally.count());
    let request = RowsRequest {
        stretches: tally.stretches_of(&range),
        range: range.clone(),
        filter: filter.clone(),
    };
    let ControlFlow::Continue(rows) = request.read(doc, query, &go_on) else {
        panic!("nothing stops it");
    };
    let indices: Vec<u64> = rows.iter().map(|(index, _)| *index).collect();
    assert_eq!(indices, range.collect::<Vec<u64>>());
    rows.into_iter().map(|(_, row)| row.span).collect()
}

fn doc_of(text: String) -> PlainDocument {
    PlainDocument::new("t", Source::Owned(text.into_bytes()))
}

fn query(text: &str) -> Query {
    Query::parse(text, Level::Variants, QueryKind::Literal).expect("a query")
}

proptest! {
    #[test]
    fn the_list_shows_exactly_the_hits_of_a_full_scan(
        text in "[山统統的\n]{0,300}",
        from in 0u64..20,
        len in 0u64..40,
    ) {
        let doc = doc_of(text);
        let query = query("统");
        let hits = all_hits(&doc, &query);
        let found = rows(&doc, &query, &HitFilter::default(), from.min(hits.len() as u64)..from + len);
        let expected: Vec<Span> = hits.iter().skip(from as usize).take(len as usize).cloned().collect();
        prop_assert_eq!(found, expected);
        // With a filter: the hits whose paragraph has the word, or does not.
        for (words, wanted) in [("山", true), ("-山", false)] {
            let filter = HitFilter { words: WordFilter::parse(words), within: None };
            let found = rows(&doc, &query, &filter, 0..u64::MAX);
            let has = |hit: &&Span| doc.block_at(hit.start).text.contains('山') == wanted;
            let expected: Vec<Span> = hits.iter().filter(has).cloned().collect();
            prop_assert_eq!(found, expected);
        }
    }
}

#[test]
fn rows_far_down_read_their_own_stretches_only() {
    let line = "甲".repeat(300) + "统一\n";
    let doc = doc_of(line.repeat(4000));
    let query = query("统一");
    let tally = tally_of(&doc, &query, &HitFilter::default());
    assert_eq!(tally.count(), 4000);
    assert!(tally.stretches_of(&(0..4000)).len() > 2);
    assert_eq!(tally.stretches_of(&(3990..4000)).len(), 1);
    assert_eq!(
        rows(&doc, &query, &HitFilter::default(), 3990..4000).len(),
        10
    );
    // A section keeps the hits that start in it.
    let hits = all_hits(&doc, &query);
    let within = hits[5].start.block_start()..hits[9].start.block_start();
    let filter = HitFilter {
        within: Some(within),
        ..HitFilter::default()
    };
    assert_eq!(rows(&doc, &query, &filter, 0..u64::MAX), hits[5..9]);
}
