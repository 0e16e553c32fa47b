//! Loan of the terminal to the reader's editor.

use super::EventLoop;
use crate::app::message::Message;
use crate::app::opening::file_stamp::FileStamp;
use crate::app::outside::actions::DEFAULT_EDITOR;
use crate::app::outside::editor::{EditRequest, NoteEditFailure};
use crate::app::runtime::note_scratch::NoteScratch;
use crate::error::Result;
use std::io::ErrorKind;

impl EventLoop<'_> {
    /// Gives the terminal to the editor until it ends.
    pub(super) fn edit(&mut self, request: &EditRequest) -> Result<Vec<Message>> {
        let before = FileStamp::read(&request.file);
        let (resumed, status) = self.screen.lend(&request.command())?;
        let edited = match status {
            Ok(0) => Ok(FileStamp::read(&request.file) != before),
            Ok(code) => Err((request.name().to_owned(), code.to_string())),
            Err(error) => Err((request.name().to_owned(), error.to_string())),
        };
        self.program.forget_change();
        Ok(vec![resumed, Message::Edited(edited)])
    }

    /// Gives the terminal to the editor with a note until it ends.
    pub(super) fn edit_note(&mut self, text: &str) -> Result<Vec<Message>> {
        let editor = self.program.state().outside.editor.clone();
        let editor = editor.unwrap_or_else(|| DEFAULT_EDITOR.to_owned());
        let failed = |name: &str, cause: String| {
            let failure = NoteEditFailure::Editor(name.to_owned(), cause);
            Message::NoteEdited(Err(failure))
        };
        let scratch = match NoteScratch::create(text) {
            Ok(scratch) => scratch,
            Err(error) => return Ok(vec![failed(&editor, error.to_string())]),
        };
        let request = EditRequest {
            editor,
            file: scratch.path().to_owned(),
            line: 1,
        };
        let (resumed, status) = self.screen.lend(&request.command())?;
        let edited = match status {
            Ok(0) => match scratch.read() {
                Ok(text) => Message::NoteEdited(Ok(text)),
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    Message::NoteEdited(Ok(String::new()))
                }
                Err(_) => {
                    let failure = NoteEditFailure::Unreadable(scratch.keep());
                    Message::NoteEdited(Err(failure))
                }
            },
            // An editor may fail after it has written.
            _ if scratch.read().is_ok_and(|now| now != text.trim_end()) => {
                let failure = NoteEditFailure::Unreadable(scratch.keep());
                Message::NoteEdited(Err(failure))
            }
            Ok(code) => failed(request.name(), code.to_string()),
            Err(error) => failed(request.name(), error.to_string()),
        };
        Ok(vec![resumed, edited])
    }
}
