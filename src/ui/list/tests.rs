//! The list drawn on screens of several sizes.

use super::*;
use crate::text::width::Ambiguous;

fn widths(ambiguous: Ambiguous) -> Widths {
    Widths {
        ambiguous,
        ..Widths::default()
    }
}

/// Returns the rows of a list of `contexts` on a screen.
fn drawn(
    contexts: &[(&str, &str, &str)],
    (width, height): (u16, u16),
    policy: Widths,
) -> Vec<String> {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let areas = ListAreas::split(area, ListPreview::Shown);
    let share = |share, align| ListColumn {
        width: ColumnWidth::Share(share),
        align,
        gap: 0,
    };
    let columns = [share(1, ColumnAlign::End), share(2, ColumnAlign::Start)];
    let items = contexts.iter().map(|(before, hit, after)| {
        let span = |text: &str, role| (text.to_owned(), role);
        ListRow::Item(ListItem {
            cells: vec![
                vec![span(before, Role::Body)],
                vec![span(hit, Role::Link), span(after, Role::Body)],
            ],
            ..ListItem::default()
        })
    });
    let head = ListRow::Head(ListHead {
        text: "节".to_owned(),
        figures: "2".to_owned(),
    });
    let rows: Vec<ListRow> = std::iter::once(head).chain(items).collect();
    ListView {
        title: "题",
        figures: "2/2",
        columns: &columns,
        rows: &rows,
        cursor: Some(1),
        empty: "",
        theme: &Theme::plain(),
        widths: policy,
    }
    .draw(&mut buffer, &areas);
    (0..height)
        .map(|y| {
            let mut row = String::new();
            let mut x = 0;
            while x < width {
                let symbol = buffer.cell((x, y)).map_or(" ", |cell| cell.symbol());
                row.push_str(symbol);
                x += text_width(symbol, policy).0.max(1);
            }
            row.trim_end().to_owned()
        })
        .collect()
}

#[test]
fn hits_are_in_one_column_of_cells() {
    let contexts = [
        ("甲乙丙丁戊己庚", "统筹", "之一"),
        ("a", "统筹", "之二"),
        ("か\u{3099}①é", "统筹", "很长很长很长很长很长"),
    ];
    for policy in [Ambiguous::Narrow, Ambiguous::Wide] {
        let policy = widths(policy);
        let rows = drawn(&contexts, (30, 12), policy);
        let column = |row: &String| {
            let at = row.find("统筹").expect("the hit is in the row");
            text_width(row.get(..at).unwrap_or_default(), policy)
        };
        let hits: Vec<Cells> = rows
            .iter()
            .filter(|row| row.contains("统筹"))
            .map(column)
            .collect();
        assert_eq!(hits.len(), 3, "{rows:#?}");
        assert!(hits.windows(2).all(|pair| pair[0] == pair[1]), "{rows:#?}");
        assert!(rows[3].starts_with("\u{2590}  "), "{rows:#?}");
        assert!(rows[3].contains('…'), "{rows:#?}");
        assert!(rows[5].ends_with('…'), "{rows:#?}");
    }
}

#[test]
fn every_size_of_screen_is_drawn() {
    for width in 0..40 {
        for height in 0..40 {
            drawn(
                &[("甲", "乙", "丙")],
                (width, height),
                widths(Ambiguous::Wide),
            );
            let areas = ListAreas::split(Rect::new(0, 0, width, height), ListPreview::Shown);
            assert!(areas.keys.bottom() == height);
            assert!(areas.rows.bottom() <= areas.keys.y);
        }
    }
    let small = drawn(&[("甲", "乙", "丙")], (20, 8), widths(Ambiguous::Narrow));
    assert_eq!(small[0], " 题             2/2");
    assert_eq!(small[1], "   节             2");
    assert!(small[2].starts_with("\u{2590}"), "{small:#?}");
}
