//! `tongdu find`: a query in files, folders, books and archives. Files are read by several threads, and their hits are
//! printed in the order of the files.

mod exact_bytes;
mod file_search;
mod hit_json;
mod hit_printer;
mod inputs;
mod plan;
mod report;

use super::args::Arguments;
use super::find_options::FindFormat;
use super::output::{
    EXIT_FAILED, EXIT_OK, EXIT_USAGE, is_closed_early, print_error, print_notices,
};
use crate::app::opening::origin::load_config;
use crate::error::Result;
use crate::messages::Lang;
use crate::search::query_error::{QueryError, QueryProblem};
use crate::search::{Query, many};
use file_search::{FileResult, FileSearch};
use inputs::{FindInput, find_inputs};
use plan::SearchPlan;
use report::{Report, UnreadableFiles};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Prints the hits of a query. Exit code 0 with hits, 1 without, 2 if a file could not be read or the query is not
/// understood.
pub fn find(invocation: &Arguments, query_text: &str, paths: &[PathBuf], lang: Lang) -> Result<u8> {
    let (config, problems) = load_config();
    let m = lang.catalogue();
    print_notices(problems.iter().map(|problem| m.config_problem(problem)));
    let options = &invocation.find;
    let level = options.level.unwrap_or_else(|| config.search_level());
    let query = match Query::with_case(query_text, level, options.kind, options.case) {
        Ok(query) => query,
        Err(error) => {
            print_notices([query_error(query_text, &error, lang)]);
            return Ok(EXIT_USAGE);
        }
    };
    let (inputs, errors) = find_inputs(paths);
    let mut unreadable = UnreadableFiles::new(lang, &errors);
    let plan = SearchPlan {
        query,
        options: options.clone(),
        has_colors: invocation.color.applies() && options.format == FindFormat::Lines,
        has_names: inputs.len() > 1 || inputs.iter().any(|input| input.member.is_some()),
    };
    let workers = many::worker_count().min(inputs.len());
    let search = FileSearch {
        plan,
        open: inputs::Opening::new(invocation, &config, lang),
        workers: many::worker_count() / workers.max(1),
    };
    let mut report = Report::new(inputs.len());
    let work = |input: &FindInput, emit: &dyn Fn(FileResult) -> ControlFlow<()>| {
        search.run(input, emit);
    };
    // Output that is closed early is reported by `finish`.
    let _ = many::in_order(inputs.iter(), workers, &work, &mut |index, result| {
        report.take(index, result, &mut unreadable)
    });
    match report.finish() {
        Err(error) if !is_closed_early(&error) => {
            // As grep does: 1 says that there are no hits.
            print_error(&error, lang);
            return Ok(EXIT_USAGE);
        }
        done => done?,
    }
    if let Some(line) = unreadable.line() {
        print_notices([line]);
        return Ok(EXIT_USAGE);
    }
    Ok(if report.has_hits {
        EXIT_OK
    } else {
        EXIT_FAILED
    })
}

/// Characters of a refused query that are shown before the mistake, and after its start.
const SHOWN_QUERY_CHARS: usize = 40;

/// Returns the text of a mistake in the query, with its place and the query around it.
fn query_error(query: &str, error: &QueryError, lang: Lang) -> String {
    let m = lang.catalogue();
    let before = query.get(..error.range.start).unwrap_or_default();
    let place = before.chars().count();
    let problem = m.query_problem(error.problem);
    if error.problem == QueryProblem::Empty {
        return problem.to_owned();
    }
    let skipped = place.saturating_sub(SHOWN_QUERY_CHARS);
    let mut rest = query.chars().skip(skipped);
    let mut shown: String = rest
        .by_ref()
        .take(place - skipped + SHOWN_QUERY_CHARS)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if skipped > 0 {
        shown.insert(0, '…');
    }
    if rest.next().is_some() {
        shown.push('…');
    }
    m.search.query_error(&shown, place as u64 + 1, problem)
}
