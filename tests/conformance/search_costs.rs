//! Costs of search, without a clock: what is read of a document.

use crate::search_doc::{OfferedLines, RecastDocument};
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;
use tongdu::doc::{Document, Pos};
use tongdu::formats::plain::PlainDocument;
use tongdu::search::Query;
use tongdu::search::query::QueryKind;
use tongdu::search::scan::{STRETCH_BYTES, hits_in, step_hits};
use tongdu::search::tally::{Lookup, Tally, count_hits};
use tongdu::source::windows::Source;
use tongdu::text::forms::Level;

/// Most that a window reads beyond what it is asked for, in bytes.
const MAX_EXCESS_BYTES: u64 = 64 << 10;

fn go_on() -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn query(text: &str) -> Query {
    Query::parse(text, Level::Variants, QueryKind::Literal).expect("a query")
}

fn tally(doc: &dyn Document, query: &Query) -> Tally {
    let mut tally = Tally::default();
    let counted = count_hits(doc, query, 2, &go_on, &mut |count, end| {
        tally.add(count.into_iter().collect(), end);
        ControlFlow::Continue(())
    });
    assert!(counted.is_continue());
    tally.complete();
    tally
}

/// Lines with two hits each after lines without, some 5 MB.
fn source() -> (String, u64) {
    let line = "　　山里的路，水上的桥，云外的人。\n";
    let other = "　　山里有路，水上有桥，云外有人。\n";
    let count = 50_000;
    ((line.to_owned() + other).repeat(count), count as u64)
}

#[test]
fn a_count_reads_a_text_once_and_looks_at_each_line_with_hits_once() {
    let (source, count) = source();
    let len = source.len() as u64;
    let lines = PlainDocument::new("t", Source::Owned(source.into_bytes()));
    let doc = RecastDocument::new(&lines, OfferedLines::Counted);
    assert_eq!(tally(&doc, &query("的")).count(), 3 * count);
    let read = doc.bytes_read.load(Ordering::Relaxed);
    let windows = len / (256 << 10) + len / STRETCH_BYTES + 2;
    assert!(read <= len + windows * 200, "{read} of {len}");
    let asked = doc.lines_asked.load(Ordering::Relaxed);
    assert_eq!(asked, count);
}

#[test]
fn a_step_from_anywhere_reads_a_stretch_at_most() {
    let (source, count) = source();
    let lines = PlainDocument::new("t", Source::Owned(source.into_bytes()));
    let doc = RecastDocument::new(&lines, OfferedLines::Counted);
    let query = query("的");
    let mut tally = tally(&doc, &query);
    for at in (0..lines.len()).step_by(300_007) {
        let pos = lines.block_at(Pos::new(0, at)).pos;
        doc.bytes_read.store(0, Ordering::Relaxed);
        let hit = loop {
            match tally.at_or_after(pos) {
                Lookup::Known(hit) => break hit,
                Lookup::Unread(stretch) => {
                    let hits = hits_in(&doc, &query, &stretch, &go_on);
                    tally.keep(stretch, hits.continue_value().expect("hits"));
                }
                Lookup::Uncounted => panic!("all hits are counted"),
            }
        };
        let read = doc.bytes_read.load(Ordering::Relaxed);
        assert!(read <= STRETCH_BYTES + MAX_EXCESS_BYTES, "{read} from {at}");
        let step = step_hits(&doc, &query, pos, 1, &go_on).continue_value();
        let step = step.flatten().filter(|step| !step.has_wrapped);
        assert_eq!(hit, step.map(|step| step.span));
        if let Some(hit) = hit {
            let number = tally.ordinal(&hit).known().expect("it was read");
            assert_eq!(tally.kth(number - 1).known().flatten(), Some(hit));
        }
    }
    assert_eq!(tally.kth(3 * count), Lookup::Known(None));
}
