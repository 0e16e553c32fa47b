//! Time of the first screen, a key press and a search, without a terminal: the cost of the program itself.
//! `cargo bench --bench reading [-- FILE]`; without a file on a generated text.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

mod support;

use std::hint::black_box;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::PathBuf;
use support::{frame, report, screen, time_runs};
use tongdu::app::input::key::Key;
use tongdu::app::job::{JobEvent, MarksEnd};
use tongdu::app::marks::shown::ShownMark;
use tongdu::app::message::Message;
use tongdu::doc::{Pos, Step};
use tongdu::search::query::QueryKind;
use tongdu::search::{Query, scan};
use tongdu::session::notes::UserMark;
use tongdu::text::forms::Level;
use tongdu::text::units::Fraction;

/// Writes a text of about 8 MB with a needle near its end.
fn write_sample() -> PathBuf {
    let path = std::env::temp_dir().join("tongdu-bench.txt");
    let mut file = std::fs::File::create(&path).expect("the temporary folder can be written");
    for chapter in 1..=200 {
        writeln!(file, "第{chapter}章 山路与账本\n").expect("written");
        for _ in 0..60 {
            let line = "　　在许多山区县，从县城到最远的村，地图上量不过二十来公里，班车却要走一个半小时。";
            writeln!(file, "{}\n", line.repeat(5)).expect("written");
        }
    }
    writeln!(file, "　　针在草垛里。").expect("written");
    path
}

/// Highlights in the document whose page is drawn.
const HIGHLIGHT_COUNT: usize = 10_000;

/// Prints the time of `j` with its frame in a document with many highlights, and its ratio to that without any. Both are
/// measured in turn, so that a busy machine slows both alike. None of the highlights is on the pages that are drawn.
fn compare_with_highlights(path: &std::path::Path) {
    let (mut bare, mut bare_terminal) = screen(path);
    let (mut marked, mut marked_terminal) = screen(path);
    let doc = std::sync::Arc::clone(&marked.state().reading.reader.doc);
    let mut next = Some(doc.pos_at(Fraction::from_percent(10.0)));
    let mut marks = Vec::new();
    while let Some(pos) = next.filter(|_| marks.len() < HIGHLIGHT_COUNT) {
        let mark = UserMark {
            id: marks.len().to_string(),
            look: 1,
            ..UserMark::default()
        };
        let start = pos.block_start();
        marks.push(ShownMark::new(mark, Some(start..start.at(9))));
        next = doc.next(pos);
    }
    let count = marks.len();
    if let Some(job) = marked.state().marks.job {
        let _ = marked.update(Message::Job(
            job,
            JobEvent::Marks(marks, Some(MarksEnd::default())),
        ));
    }
    assert_eq!(marked.state().marks.all().len(), count);
    let keys = Key::parse_sequence("jk").expect("keys");
    let (mut without, mut with) = (Vec::new(), Vec::new());
    for _ in 0..500 {
        for key in &keys {
            without.extend(time_runs(1, || {
                let _ = bare.update(Message::Key(*key, 0));
                frame(bare.state(), &mut bare_terminal);
            }));
            with.extend(time_runs(1, || {
                let _ = marked.update(Message::Key(*key, 0));
                frame(marked.state(), &mut marked_terminal);
            }));
        }
    }
    let median = |times: &[std::time::Duration]| {
        let mut times = times.to_vec();
        times.sort();
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    let ratio = median(&with).as_secs_f64() / median(&without).as_secs_f64();
    report("j without highlights", without);
    report(&format!("j with {count} highlights"), with);
    println!("ratio {ratio:.3}");
}

fn main() {
    let path = std::env::args()
        .skip(1)
        .find(|a| !a.starts_with('-'))
        .map_or_else(write_sample, PathBuf::from);
    report(
        "first screen",
        time_runs(50, || drop(black_box(screen(&path)))),
    );
    let (mut model, mut terminal) = screen(&path);
    for (name, keys, runs) in [
        ("j", "j", 500),
        ("page", "f", 300),
        ("G, then gg", "Ggg", 50),
    ] {
        let keys = Key::parse_sequence(keys).expect("keys");
        let mut press = || {
            for key in &keys {
                let _ = model.update(Message::Key(*key, 0));
            }
        };
        report(&format!("{name}: update"), time_runs(runs, &mut press));
        let both = time_runs(runs, || {
            for key in &keys {
                let _ = model.update(Message::Key(*key, 0));
            }
            frame(model.state(), &mut terminal);
        });
        report(&format!("{name}: update and frame"), both);
    }
    compare_with_highlights(&path);
    let doc = &model.state().reading.reader.doc;
    for needle in ["针在草垛", "needle in a haystack"] {
        let query = Query::parse(needle, Level::default(), QueryKind::Literal).expect("a query");
        let times = time_runs(5, || {
            let mut hits = 0;
            scan(&**doc, &query, Pos::default(), &mut |step| {
                hits += usize::from(matches!(step, Step::Found(_)));
                ControlFlow::Continue(())
            });
            black_box(hits);
        });
        let best = times.iter().min().copied().unwrap_or_default();
        let rate = doc.len() as f64 / 1e6 / best.as_secs_f64();
        println!("search {needle:<21} {best:>10.1?}  {rate:.0} MB/s");
    }
    let times = time_runs(3, || {
        drop(black_box(doc.whole_outline()));
    });
    let best = times.iter().min().copied().unwrap_or_default();
    println!(
        "outline scan {:>24.1?}  {:.0} MB/s",
        best,
        doc.len() as f64 / 1e6 / best.as_secs_f64()
    );
}
