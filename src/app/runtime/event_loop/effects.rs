//! What the state wants done outside of it: jobs, files, the terminal.

use super::{Next, Program};
use crate::app::message::Effect;
use crate::app::reading::relocate::Lost;
use crate::app::runtime::jobs::{Job, JobId, Outbox, spawn};
use crate::doc::Go;
use crate::lang::Lang;
use crate::outline::sidecar;
use crate::source::pipe::PipeProgress;

impl Program<'_> {
    /// Does what the state wants done.
    pub(crate) fn carry_out(&mut self, effects: Vec<Effect>) -> Next {
        let mut next = Next::Draw;
        for effect in effects {
            match effect {
                Effect::Start(id, job) => self.start(id, job),
                Effect::Reload => self.read_again(),
                Effect::SaveOutline => self.save_outline(),
                Effect::Decode(encoding) => self.decode(encoding),
                Effect::Redraw => self.backend.forget(),
                Effect::Suspend => {
                    if let Err(error) = self.suspend() {
                        self.state.tell(error.to_string(), error.to_string());
                    }
                }
                Effect::Quit => next = Next::Leave(0),
            }
        }
        next
    }

    /// Reads again what can be; out of a pipe nothing comes twice.
    fn read_again(&mut self) {
        if self.reload(Lost::AsFar) == Go::Stop {
            return;
        }
        let (zh, en) = match (&self.pipe, self.state.progress) {
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
        self.state.tell(zh, en);
        self.state.message = self.amiss.take().or(self.state.message.take());
    }

    /// Starts a job; one of the same kind that still runs is asked to stop.
    fn start(&mut self, id: JobId, job: Job) {
        let outbox = Outbox {
            sender: self.sender.clone(),
            waker: self.events.waker(),
        };
        let slot = match job {
            Job::Outline(_) => &mut self.outlining,
            Job::Ask(..) => &mut self.asking,
            Job::Search(..) => &mut self.searching,
        };
        *slot = Some(spawn(id, job, outbox));
    }

    /// Writes the outline down beside the file.
    fn save_outline(&mut self) {
        let Some(path) = self.path.as_deref() else {
            return self.state.tell(
                "没有可以存目录的文件",
                "there is no file to write it beside",
            );
        };
        if !self.state.reader.outline.complete {
            return self.state.tell(
                "目录还在扫描，稍后再存",
                "the outline is still being read; write it down a little later",
            );
        }
        match sidecar::save(path, &*self.state.reader.doc, &self.state.reader.outline) {
            Ok(written) => {
                let name = written.display();
                self.state.tell(
                    format!("目录已存入 {name}"),
                    format!("outline written to {name}"),
                );
            }
            Err(error) => self
                .state
                .tell(error.explain(Lang::Zh), error.explain(Lang::En)),
        }
    }
}
