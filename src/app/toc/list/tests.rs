use super::*;
use crate::doc::{Heading, Pos};

fn sample() -> Outline {
    let heading = |(i, (level, title)): (usize, &(u8, &str))| Heading {
        pos: Pos::new(0, i as u64 * 100),
        level: *level,
        title: (*title).into(),
        ..Heading::default()
    };
    let rows = [
        (1, "第一篇"),
        (2, "一、农业"),
        (3, "（一）水"),
        (2, "二、工业 GDP"),
        (1, "第二篇"),
        (2, "1.2 市场"),
    ];
    Outline {
        headings: rows.iter().enumerate().map(heading).collect(),
        ..Outline::default()
    }
}

fn sample_list() -> OutlineList {
    let mut listing = OutlineList::default();
    listing.rebuild_rows(&sample());
    listing
}

#[test]
fn folding_hides_what_is_below_and_going_left_again_goes_up() {
    let (outline, mut list) = (sample(), sample_list());
    list.select(1);
    list.fold(&outline);
    assert_eq!(list.rows(), [0, 1, 3, 4, 5]);
    assert!(
        outline
            .headings
            .get(1)
            .is_some_and(|heading| list.is_folded(heading))
    );
    list.fold(&outline);
    assert_eq!(list.selected(), Some(0));
    list.fold(&outline);
    assert_eq!(list.rows(), [0, 4, 5]);
    list.select(2);
    assert_eq!(
        list.selected(),
        Some(0),
        "a hidden heading is stood for by what hides it"
    );
    list.unfold_all(&outline);
    assert_eq!(list.rows().len(), 6);
    list.fold_from(2, &outline);
    assert_eq!(list.rows(), [0, 1, 3, 4, 5]);
    list.fold_from(1, &outline);
    assert_eq!(list.rows(), [0, 4]);
}

#[test]
fn the_filter_looks_at_titles_and_numbers() {
    let (outline, mut list) = (sample(), sample_list());
    for (filter, want) in [
        ("工业", vec![0, 3]),
        ("gdp", vec![0, 3]),
        ("1.2", vec![0, 3, 4, 5]),
        ("2", vec![0, 3, 4, 5]),
        ("2.1", vec![4, 5]),
        ("第2篇", vec![4]),
        ("二", vec![0, 3, 4]),
        ("１．１．１", vec![0, 1, 2]),
        ("一", vec![0, 1, 2]),
        ("没有", vec![]),
    ] {
        list.set_filter(filter, &outline);
        assert_eq!(list.rows(), want, "{filter}");
    }
    list.set_filter("", &outline);
    assert_eq!(list.rows().len(), 6);
}

#[test]
fn a_number_leads_to_the_outermost_heading_that_has_it() {
    let (outline, mut list) = (sample(), sample_list());
    for (filter, want) in [("2", 4), ("1", 0), ("（1）", 0), ("第２", 4), ("1.1", 1)] {
        list.set_filter(filter, &outline);
        assert_eq!(list.selected(), Some(want), "{filter}");
    }
    let law = law(40);
    for (filter, want) in [
        ("第三十二条", "第32条"),
        ("32", "第32条"),
        ("第3章", "第3章 山"),
    ] {
        list.set_filter(filter, &law);
        let found = list.selected().and_then(|at| law.headings.get(at));
        assert_eq!(found.map(|heading| &*heading.title), Some(want), "{filter}");
    }
}

#[test]
fn the_cursor_is_always_in_view() {
    let mut list = sample_list();
    for height in 1..8 {
        for cursor in [0, 5, 2, 4, 1] {
            list.select(cursor);
            list.scroll_to_cursor(height);
            assert!(list.top() <= cursor && cursor < list.top() + height);
        }
    }
    list.move_cursor(-100);
    assert_eq!(list.cursor(), 0);
    list.move_cursor(i64::MAX);
    assert_eq!(list.cursor(), 5);
}

/// Builds the outline of a law with parts, chapters and articles.
fn law(articles: u64) -> Outline {
    let heading = |at, level, title: String| Heading {
        pos: Pos::new(0, at),
        level,
        title: title.into(),
        ..Heading::default()
    };
    let mut headings = vec![heading(0, 1, "第一编 总则".to_owned())];
    for at in 1..=articles {
        if at % 10 == 1 {
            headings.push(heading(at * 10 - 1, 2, format!("第{}章 山", at / 10 + 1)));
        }
        headings.push(heading(at * 10, 3, format!("第{at}条")));
    }
    Outline {
        headings,
        ..Outline::default()
    }
}

#[test]
fn many_articles_are_folded_at_first_and_stay_as_the_reader_has_them() {
    let mut list = OutlineList::default();
    let outline = law(40);
    list.set_outline(&outline, 2);
    assert_eq!(list.rows().len(), 5, "the part and four chapters");
    list.select(1);
    list.unfold(&outline);
    assert_eq!(list.rows().len(), 15);
    // The outline is set again, with more headings.
    list.set_outline(&law(60), 2);
    assert_eq!(list.rows().len(), 17);
    assert_eq!(list.toggle_articles(&law(60)), ArticleRows::Folded);
    assert_eq!(list.rows().len(), 7);
    assert_eq!(list.toggle_articles(&law(60)), ArticleRows::Shown);
    assert_eq!(list.rows().len(), 67);
}

#[test]
fn few_articles_are_shown_and_a_text_without_has_none_to_fold() {
    let mut list = OutlineList::default();
    list.set_outline(&law(12), 2);
    list.set_reading(&law(12), Some(1));
    assert_eq!(list.rows().len(), 13, "the articles of the first chapter");
    let mut list = sample_list();
    assert_eq!(list.toggle_articles(&sample()), ArticleRows::None);
    assert_eq!(list.rows().len(), 6);
}
