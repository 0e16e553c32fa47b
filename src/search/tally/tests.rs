use super::*;
use crate::search::scan::STRETCH_BYTES;

fn hit(at: u64) -> Span {
    Pos::new(0, at)..Pos::new(0, at).at(3)
}

/// A tally of two stretches: hits at 10, 20, 30 and at 110, 120.
fn tally() -> Tally {
    let stretch = |span: std::ops::Range<u64>, count, first, last| StretchCount {
        span: Pos::new(0, span.start)..Pos::new(0, span.end),
        count,
        first: hit(first),
        last: hit(last),
    };
    let mut tally = Tally::default();
    tally.add(vec![stretch(0..100, 3, 10, 30)], Pos::new(0, 100));
    tally.add(vec![stretch(100..200, 2, 110, 120)], Pos::new(0, 300));
    tally
}

fn first_stretch_span() -> Span {
    Pos::new(0, 0)..Pos::new(0, 100)
}

#[test]
fn ends_of_stretches_are_known_without_reading() {
    let mut tally = tally();
    assert_eq!(tally.count(), 5);
    for (at, want) in [(0, 0), (10, 0), (31, 3), (110, 3), (121, 5), (250, 5)] {
        assert_eq!(
            tally.count_before(Pos::new(0, at)),
            Lookup::Known(want),
            "{at}"
        );
    }
    for (index, want) in [(0, 10), (2, 30), (3, 110), (4, 120)] {
        assert_eq!(tally.kth(index), Lookup::Known(Some(hit(want))));
    }
    assert_eq!(tally.count_before(Pos::new(0, 301)), Lookup::Uncounted);
    assert_eq!(tally.kth(5), Lookup::Uncounted);
    assert_eq!(tally.at_or_after(Pos::new(0, 121)), Lookup::Uncounted);
    tally.complete();
    assert_eq!(tally.count_before(Pos::new(0, 301)), Lookup::Known(5));
    assert_eq!(tally.kth(5), Lookup::Known(None));
    assert_eq!(tally.at_or_after(Pos::new(0, 121)), Lookup::Known(None));
    assert_eq!(tally.before(Pos::new(0, 10)), Lookup::Known(None));
}

#[test]
fn hits_within_a_stretch_are_known_once_it_is_read() {
    let mut tally = tally();
    let unread = || Lookup::Unread(first_stretch_span());
    assert_eq!(tally.kth(1), Lookup::Unread(first_stretch_span()));
    assert_eq!(tally.count_before(Pos::new(0, 15)), unread());
    tally.keep_counts(vec![(Pos::new(0, 15), 1)]);
    assert_eq!(tally.count_before(Pos::new(0, 15)), Lookup::Known(1));
    assert_eq!(tally.count_before(Pos::new(0, 25)), unread());
    tally.keep(first_stretch_span(), vec![hit(10), hit(20), hit(30)]);
    assert_eq!(tally.count_before(Pos::new(0, 25)), Lookup::Known(2));
    assert_eq!(tally.kth(1), Lookup::Known(Some(hit(20))));
    assert_eq!(
        tally.at_or_after(Pos::new(0, 11)),
        Lookup::Known(Some(hit(20)))
    );
    assert_eq!(tally.before(Pos::new(0, 30)), Lookup::Known(Some(hit(20))));
    for index in 0..5 {
        let hit = tally.kth(index).known().flatten().expect("a hit");
        assert_eq!(tally.ordinal(&hit), Lookup::Known(index + 1));
    }
    // Eight stretches read later take its place.
    for number in 1..=8 {
        let start = Pos::new(0, number * STRETCH_BYTES);
        tally.keep(start..Pos::new(0, (number + 1) * STRETCH_BYTES), Vec::new());
    }
    assert_eq!(tally.kth(1), Lookup::Unread(first_stretch_span()));
}
