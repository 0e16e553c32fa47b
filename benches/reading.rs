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
use tongdu::app::message::Message;
use tongdu::doc::{Pos, Step};
use tongdu::search::query::QueryKind;
use tongdu::search::{Query, scan};
use tongdu::text::forms::Level;

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
