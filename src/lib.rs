//! tongdu 通读: a terminal reader for Chinese, Japanese and Korean essays and books.
//!
//! # Map
//!
//! A module uses only modules in rows above its own. `tests/floors.rs` reads the imports and enforces that, the order of
//! the files inside each module, and the absence of circles.
//!
//! | floor | module | content |
//! |--:|---|---|
//! | 0 | [`text`] | clusters, widths, line breaking, scripts, numerals |
//! | 0 | [`error`] | typed errors |
//! | 1 | [`doc`] | the model: [`doc::Pos`], [`doc::Block`], [`doc::Outline`], [`doc::Problem`], [`doc::Document`] |
//! | 1 | [`term`] | the terminal: input, frames, modes, probing |
//! | 2 | [`source`] | bytes: files, pipes, decompression, archives, encodings |
//! | 2 | [`layout`] | blocks to lines |
//! | 2 | [`search`] | queries to hits |
//! | 3 | [`outline`] | headings of texts without mark-up, rules of the reader, saved outlines |
//! | 3 | [`ui`] | widgets without state, themes, geometry |
//! | 4 | [`formats`] | bytes to documents |
//! | 4 | [`session`] | configuration, records, folders of the user |
//! | 5 | [`views`] | documents over documents |
//! | 5 | [`messages`] | every text that the program shows, in five languages |
//! | 6 | [`library`] | opens files, folders, archives and the built-in essays |
//! | 7 | [`app`] | the reader: features, `update`, `draw`, jobs, event loop |
//! | 8 | [`cli`] | commands without a screen, and the way to the screen |
//!
//! # Principles
//!
//! - **A position is a place in the text** ([`doc::Pos`]), never a line, a page or a row. A [`doc::Place`] adds the words
//!   there, so that it is found in a text that was edited.
//! - **Layout is prepare × set.** [`layout::prepare()`] depends on the text and its options, [`layout::Prepared::set`] on
//!   the column. Neither depends on theme or terminal.
//! - **No global layout.** A page is made by walking blocks outward from the anchor ([`layout::Flow`]); progress is a
//!   share of bytes. That is why 100 MB open like 1 KB.
//! - **State changes in one place.** [`app::update::Model`] takes a message and returns effects; the event loop
//!   ([`app::runtime`]) carries them out. Opening, scanning and searching are jobs on other threads. [`app::draw::draw`]
//!   changes nothing.
//! - **One table of actions** ([`app::input::action::ACTIONS`]) is the source of help, key table, default configuration
//!   and conflict checks.
//! - **One kind of thing is read**, a [`doc::Document`]: a file, an essay, a book, a folder, a view of any of them. What a
//!   document may lack is a capability, an `Option` of a trait.
//! - **One way to the screen.** Text goes through [`term::write_text`] with our own widths, and through a backend that does
//!   not trust the width of a cluster about which terminals disagree ([`term::backend::SafeBackend`]).
//! - **Data modules report problems, [`messages`] words them.** Nothing below `messages` contains a sentence for the
//!   reader.
//! - **Views keep positions.** Reflowed paragraphs and hidden lines ([`views::reflow`]) leave the positions of the file
//!   as they are.
//! - **One path for pages.** Documents of word processors ([`formats::word`]) become HTML and are then read like a
//!   page, as are blocks of HTML in Markdown.
//! - **Files are read in windows**, not mapped ([`source::windows`]): a file that shrinks cannot end the program, and the
//!   crate has no unsafe code. Large unpacked texts and pipes become such files, without a name.
//! - **The terminal is asked once and never waited for** ([`term::probe`]): the first frame is drawn with a guess.

#![forbid(unsafe_code)]

pub mod app;
pub mod cli;
pub mod doc;
pub mod error;
pub mod formats;
pub mod layout;
pub mod library;
pub mod messages;
pub mod outline;
pub mod search;
pub mod session;
pub mod source;
pub mod term;
pub mod text;
pub mod ui;
pub mod views;
