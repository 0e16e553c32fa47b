//! Tables of bytes and their events, for every place where a read may split them.

use super::*;
use crossterm::event::KeyModifiers as M;
use proptest::prelude::*;

/// Returns the events of `bytes`, read at once with nothing after them.
fn read(bytes: &[u8], cursor_reports: u16) -> Vec<Event> {
    let mut parser = Parser::new();
    parser.expect_cursor_reports(cursor_reports);
    let mut events = Vec::new();
    parser.feed(bytes, &mut events);
    parser.expire(&mut events);
    assert_eq!(parser.timeout(), None, "nothing is left unfinished");
    events
}

/// Asserts that `bytes` are exactly `want`, wherever a read splits them.
#[track_caller]
fn assert_events(bytes: &[u8], want: &[Event]) {
    assert_eq!(read(bytes, 0), want, "{}", bytes.escape_ascii());
    for cut in 1..bytes.len() {
        let (mut parser, mut events) = (Parser::new(), Vec::new());
        parser.feed(&bytes[..cut], &mut events);
        parser.feed(&bytes[cut..], &mut events);
        parser.expire(&mut events);
        assert_eq!(events, want, "{} cut at {cut}", bytes.escape_ascii());
    }
}

fn plain(code: KeyCode) -> Event {
    key(code, M::NONE)
}

fn typed(c: char) -> Event {
    plain(KeyCode::Char(c))
}

#[test]
fn characters_and_controls_are_keys() {
    for (bytes, code, modifiers) in [
        (&b"a"[..], KeyCode::Char('a'), M::NONE),
        (b"G", KeyCode::Char('G'), M::NONE),
        (b" ", KeyCode::Char(' '), M::NONE),
        ("中".as_bytes(), KeyCode::Char('中'), M::NONE),
        ("：".as_bytes(), KeyCode::Char('：'), M::NONE),
        ("𠮷".as_bytes(), KeyCode::Char('𠮷'), M::NONE),
        (b"\r", KeyCode::Enter, M::NONE),
        (b"\t", KeyCode::Tab, M::NONE),
        (b"\x7f", KeyCode::Backspace, M::NONE),
        (b"\x1b", KeyCode::Esc, M::NONE),
        (b"\0", KeyCode::Char(' '), M::CONTROL),
        (b"\x06", KeyCode::Char('f'), M::CONTROL),
        (b"\x0a", KeyCode::Char('j'), M::CONTROL),
        (b"\x1d", KeyCode::Char(']'), M::CONTROL),
        (b"\x1f", KeyCode::Char('_'), M::CONTROL),
        (b"\x1bx", KeyCode::Char('x'), M::ALT),
        (b"\x1b\r", KeyCode::Enter, M::ALT),
        (b"\x1b\x06", KeyCode::Char('f'), M::ALT | M::CONTROL),
        ("\x1b中".as_bytes(), KeyCode::Char('中'), M::ALT),
        (b"\x1b[", KeyCode::Char('['), M::ALT),
        (b"\x1bO", KeyCode::Char('O'), M::ALT),
        (b"\x1b]", KeyCode::Char(']'), M::ALT),
        (b"\x1bP", KeyCode::Char('P'), M::ALT),
    ] {
        assert_events(bytes, &[key(code, modifiers)]);
    }
}

#[test]
fn sequences_of_all_kinds_of_terminals_are_keys() {
    for (bytes, code, modifiers) in [
        ("\x1b[A", KeyCode::Up, M::NONE),
        ("\x1bOA", KeyCode::Up, M::NONE),
        ("\x1b[1;3D", KeyCode::Left, M::ALT),
        ("\x1b[1;5C", KeyCode::Right, M::CONTROL),
        ("\x1b[1;8B", KeyCode::Down, M::SHIFT | M::ALT | M::CONTROL),
        ("\x1b[H", KeyCode::Home, M::NONE),
        ("\x1b[1~", KeyCode::Home, M::NONE),
        ("\x1b[7~", KeyCode::Home, M::NONE),
        ("\x1bOF", KeyCode::End, M::NONE),
        ("\x1b[8~", KeyCode::End, M::NONE),
        ("\x1b[2~", KeyCode::Insert, M::NONE),
        ("\x1b[3~", KeyCode::Delete, M::NONE),
        ("\x1b[5~", KeyCode::PageUp, M::NONE),
        ("\x1b[6;2~", KeyCode::PageDown, M::SHIFT),
        ("\x1b[5$", KeyCode::PageUp, M::SHIFT),
        ("\x1b[5^", KeyCode::PageUp, M::CONTROL),
        ("\x1b[5@", KeyCode::PageUp, M::SHIFT | M::CONTROL),
        ("\x1b[a", KeyCode::Up, M::SHIFT),
        ("\x1bOa", KeyCode::Up, M::CONTROL),
        ("\x1b[Z", KeyCode::BackTab, M::SHIFT),
        ("\x1bOP", KeyCode::F(1), M::NONE),
        ("\x1b[[A", KeyCode::F(1), M::NONE),
        ("\x1b[[E", KeyCode::F(5), M::NONE),
        ("\x1b[11~", KeyCode::F(1), M::NONE),
        ("\x1bO2P", KeyCode::F(1), M::SHIFT),
        ("\x1b[1;2P", KeyCode::F(1), M::SHIFT),
        ("\x1b[R", KeyCode::F(3), M::NONE),
        ("\x1b[1;2R", KeyCode::F(3), M::SHIFT),
        ("\x1b[13;2~", KeyCode::F(3), M::SHIFT),
        ("\x1b[25~", KeyCode::F(1), M::SHIFT),
        ("\x1b[28~", KeyCode::F(3), M::SHIFT),
        ("\x1b[34~", KeyCode::F(8), M::SHIFT),
        ("\x1b[15~", KeyCode::F(5), M::NONE),
        ("\x1b[17~", KeyCode::F(6), M::NONE),
        ("\x1b[24;5~", KeyCode::F(12), M::CONTROL),
        ("\x1bOM", KeyCode::Enter, M::NONE),
        ("\x1bOk", KeyCode::Char('+'), M::NONE),
        ("\x1bOu", KeyCode::Char('5'), M::NONE),
        ("\x1b[32;2u", KeyCode::Char(' '), M::SHIFT),
        ("\x1b[27;2;32~", KeyCode::Char(' '), M::SHIFT),
        ("\x1b[27;5;46~", KeyCode::Char('.'), M::CONTROL),
        ("\x1b[97;2u", KeyCode::Char('A'), M::NONE),
        ("\x1b[99;5u", KeyCode::Char('c'), M::CONTROL),
        ("\x1b[27u", KeyCode::Esc, M::NONE),
        ("\x1b[9;2u", KeyCode::BackTab, M::SHIFT),
        ("\x1b[13;2:1u", KeyCode::Enter, M::SHIFT),
        ("\x1b[97:65;5u", KeyCode::Char('a'), M::CONTROL),
    ] {
        assert_events(bytes.as_bytes(), &[key(code, modifiers)]);
    }
}

#[test]
fn what_is_not_understood_is_swallowed_whole() {
    for bytes in [
        "\x1b[?1u",
        "\x1b[>0;276;0c",
        "\x1b[?997;1n",
        "\x1b[8;24;80t",
        "\x1b[5;7R",
        "\x1b[99~",
        "\x1b[E",
        "\x1b[97;1:3u",
        "\x1b[57358u",
        "\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26m",
        "\x1b[ !\"#%&'()*+,-./q",
        "\x1b]52;c;aGk=\x1b\\",
        "\x1b]11;nonsense\x07",
        "\x1b]4;1;rgb:00/00/00\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1b[M !!",
        "\x1b[<35;4;5M",
        "\x1bOz",
        "\u{9b}",
        "\u{85}",
    ] {
        assert_events(format!("{bytes}q").as_bytes(), &[typed('q')]);
    }
    for bytes in [
        &b"\xff\xfeq"[..],
        b"\x80q",
        b"\xc0\xafq",
        b"\xe4\xb8q",
        b"\xed\xa0\x80q",
        b"\xf5q",
        b"\xe4q",
    ] {
        assert_events(bytes, &[typed('q')]);
    }
}

#[test]
fn a_broken_string_does_not_swallow_the_keyboard() {
    assert_events(b"\x1b]11;rgb\x03", &[key(KeyCode::Char('c'), M::CONTROL)]);
    assert_events(b"\x1b]11;rgb\x1b[A", &[plain(KeyCode::Up)]);
    assert_events(b"\x1b[1;\x1b[A", &[plain(KeyCode::Up)]);
    assert_events(b"\x1b[1;", &[]);
    assert_events(b"\x1b]11;rgb", &[]);
    assert_events("\x1b[1;中".as_bytes(), &[typed('中')]);
}

#[test]
fn escape_twice_is_twice_the_key() {
    assert_events(b"\x1b\x1b", &[plain(KeyCode::Esc), plain(KeyCode::Esc)]);
    assert_events(b"\x1b\x1b[A", &[plain(KeyCode::Esc), plain(KeyCode::Up)]);
}

#[test]
fn only_an_unfinished_sequence_waits() {
    for (bytes, want) in [
        (&b"a"[..], None),
        (b"\x1b[A", None),
        (b"\x1b", Some(ESCAPE_WAIT)),
        (b"\x1b[", Some(ESCAPE_WAIT)),
        (b"\x1b]", Some(ESCAPE_WAIT)),
        (b"\x1b[1", Some(SEQUENCE_WAIT)),
        (b"\xe4", Some(SEQUENCE_WAIT)),
        (b"\x1b[200~", Some(PASTE_WAIT)),
    ] {
        let mut parser = Parser::new();
        parser.feed(bytes, &mut Vec::new());
        assert_eq!(parser.timeout(), want, "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_paste_is_one_event_whatever_it_holds() {
    for (inside, want) in [
        ("统筹城乡", "统筹城乡"),
        ("", ""),
        ("a\rb\r\nc\nd", "a\nb\nc\nd"),
        ("q\x1b[A\x03", "q\x1b[A\x03"),
        ("\x1b[201", "\x1b[201"),
        ("\x1b\x1b[20\x1b", "\x1b\x1b[20\x1b"),
    ] {
        let bytes = format!("\x1b[200~{inside}\x1b[201~q");
        assert_events(
            bytes.as_bytes(),
            &[Event::Paste(want.to_owned()), typed('q')],
        );
    }
    assert_events(b"\x1b[200~ab", &[Event::Paste("ab".to_owned())]);
    assert_events(
        b"\x1b[200~ab\x1b[20",
        &[Event::Paste("ab\x1b[20".to_owned())],
    );
    assert_events(b"\x1b[201~q", &[typed('q')]);
}

#[test]
fn an_endless_paste_is_cut() {
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.extend(std::iter::repeat_n(b'x', MAX_PASTE_BYTES + 10));
    bytes.extend_from_slice(b"\x1b[201~q");
    let want = [Event::Paste("x".repeat(MAX_PASTE_BYTES)), typed('q')];
    assert_eq!(read(&bytes, 0), want);
}

#[test]
fn mouse_and_focus_are_reported() {
    let mouse = |kind, column, row, modifiers| {
        Event::Mouse(Mouse {
            kind,
            column,
            row,
            modifiers,
        })
    };
    for (bytes, want) in [
        (
            "\x1b[<0;1;1M",
            mouse(MouseKind::Press(Button::Left), 0, 0, M::NONE),
        ),
        (
            "\x1b[<0;80;24m",
            mouse(MouseKind::Release(Button::Left), 79, 23, M::NONE),
        ),
        (
            "\x1b[<2;300;2M",
            mouse(MouseKind::Press(Button::Right), 299, 1, M::NONE),
        ),
        (
            "\x1b[<32;2;2M",
            mouse(MouseKind::Drag(Button::Left), 1, 1, M::NONE),
        ),
        ("\x1b[<64;1;1M", mouse(MouseKind::WheelUp, 0, 0, M::NONE)),
        (
            "\x1b[<81;1;1M",
            mouse(MouseKind::WheelDown, 0, 0, M::CONTROL),
        ),
        ("\x1b[I", Event::Focus(Focus::Gained)),
        ("\x1b[O", Event::Focus(Focus::Lost)),
    ] {
        assert_events(bytes.as_bytes(), &[want]);
    }
}

#[test]
fn answers_are_replies() {
    let replies: [(&str, Reply); 9] = [
        ("\x1b[?62;22c", Reply::Attributes),
        (
            "\x1b[?2026;2$y",
            Reply::Mode {
                mode: 2026,
                state: 2,
            },
        ),
        (
            "\x1b]11;rgb:ffff/8080/0000\x1b\\",
            Reply::Colour(ReportedColour::Background, [0xFFFF, 0x8080, 0]),
        ),
        (
            "\x1b]10;rgb:f/8/0\x07",
            Reply::Colour(ReportedColour::Foreground, [0xFFFF, 0x8888, 0]),
        ),
        (
            "\x1b]11;rgb:ff/80/00\x07",
            Reply::Colour(ReportedColour::Background, [0xFFFF, 0x8080, 0]),
        ),
        (
            "\x1b]11;rgba:ffff/0/0/ffff\x07",
            Reply::Colour(ReportedColour::Background, [0xFFFF, 0, 0]),
        ),
        (
            "\x1b]11;#ff8000\x07",
            Reply::Colour(ReportedColour::Background, [0xFFFF, 0x8080, 0]),
        ),
        (
            "\x1bP>|tmux 3.8\x1b\\",
            Reply::Version("tmux 3.8".to_owned()),
        ),
        ("\x1bP>|\x1b\\", Reply::Version(String::new())),
    ];
    for (bytes, want) in replies {
        assert_events(bytes.as_bytes(), &[Event::Reply(want)]);
    }
}

#[test]
fn a_cursor_report_is_one_only_while_it_is_expected() {
    let report = |column, row| Event::Reply(Reply::Cursor { column, row });
    let f3 = key(KeyCode::F(3), M::SHIFT);
    assert_eq!(read(b"\x1b[1;2R\x1b[1;2R", 1), [report(1, 0), f3.clone()]);
    assert_eq!(
        read(b"\x1b[1;2R\x1b[?6c\x1b[1;2R", 5),
        [report(1, 0), Event::Reply(Reply::Attributes), f3]
    );
    assert_eq!(read(b"\x1b[24;80R", 1), [report(79, 23)]);
}

proptest! {
    #[test]
    fn cuts_never_matter_and_nothing_panics(
        bytes in proptest::collection::vec(
            prop_oneof![
                any::<u8>(),
                proptest::sample::select(&b"\x1b\x1b[[]OP_;:?<$~01269MRcuy\\\x07"[..]),
            ],
            0..48,
        ),
        cut in 0usize..48,
    ) {
        let whole = read(&bytes, 1);
        let (mut parser, mut events) = (Parser::new(), Vec::new());
        parser.expect_cursor_reports(1);
        let (head, tail) = bytes.split_at(cut.min(bytes.len()));
        parser.feed(head, &mut events);
        parser.feed(tail, &mut events);
        parser.expire(&mut events);
        prop_assert_eq!(whole, events);
    }
}
