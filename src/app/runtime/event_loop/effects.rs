//! What the state wants done outside of it: jobs, files, the terminal.

use super::{LoopStep, Runtime};
use crate::app::job::{Job, JobId};
use crate::app::message::Effect;
use crate::app::reading::relocate::LostPlace;
use crate::app::runtime::jobs::{JobSender, spawn};
use crate::lang::Lang;
use crate::outline::sidecar;
use crate::source::pipe::PipeProgress;

impl Runtime<'_> {
    /// Does what the state wants done.
    pub(crate) fn run_effects(&mut self, effects: Vec<Effect>) -> LoopStep {
        let mut next = LoopStep::Draw;
        for effect in effects {
            match effect {
                Effect::StartJob(id, job) => self.start_job(id, job),
                Effect::Reload => self.reload_and_notify(),
                Effect::SaveOutline => self.save_outline(),
                Effect::Decode(encoding) => self.decode(encoding),
                Effect::Redraw => self.backend.forget(),
                Effect::Suspend => {
                    if let Err(error) = self.suspend() {
                        self.state.notify(error.to_string(), error.to_string());
                    }
                }
                Effect::Quit => next = LoopStep::Leave(0),
            }
        }
        next
    }

    /// Reads again what can be; out of a pipe nothing comes twice.
    fn reload_and_notify(&mut self) {
        if !self.reload(LostPlace::SameFraction) {
            return;
        }
        let (zh, en) = match (&self.pipe, self.state.opening.pipe_progress) {
            (None, _) => ("已重新读入", "read again"),
            (Some(_), PipeProgress::Open) => (
                "管道只能读一次，还在读入",
                "a pipe is read once, and still is",
            ),
            (Some(_), PipeProgress::Ended) => (
                "管道只能读一次，文字照旧；设置里的规则已重新读入",
                "a pipe is read once and its text stays; the rules were read again",
            ),
        };
        self.state.notify(zh, en);
        self.state.notices.message =
            self.config_problem
                .take()
                .or(self.state.notices.message.take());
    }

    /// Starts a job; one of the same kind that still runs is asked to stop.
    fn start_job(&mut self, id: JobId, job: Job) {
        let outbox = JobSender {
            sender: self.sender.clone(),
            waker: self.events.waker(),
        };
        let slot = match job {
            Job::Outline(_) => &mut self.outline_job,
            Job::HeadingQuery(..) => &mut self.heading_query_job,
            Job::Search(..) => &mut self.search_job,
        };
        *slot = Some(spawn(id, job, outbox));
    }

    /// Writes the outline down beside the file.
    fn save_outline(&mut self) {
        let Some(path) = self.path.as_deref() else {
            return self.state.notify(
                "没有可以存目录的文件",
                "there is no file to write it beside",
            );
        };
        if !self.state.reading.reader.outline.complete {
            return self.state.notify(
                "目录还在扫描，稍后再存",
                "the outline is still being read; write it down a little later",
            );
        }
        match sidecar::save(
            path,
            &*self.state.reading.reader.doc,
            &self.state.reading.reader.outline,
        ) {
            Ok(written) => {
                let name = written.display();
                self.state.notify(
                    format!("目录已存入 {name}"),
                    format!("outline written to {name}"),
                );
            }
            Err(error) => self
                .state
                .notify(error.explain(Lang::ZhHans), error.explain(Lang::En)),
        }
    }
}
