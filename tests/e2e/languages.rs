//! The language of the interface: that of the locale, in the status line, the help, prompts, errors and on the command line.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, output_text, press, status, tongdu};
use std::process::{Command, Stdio};

/// A locale and words of its language.
struct Speech {
    locale: &'static str,
    /// End of the status line.
    minutes: &'static str,
    /// Title of the help, and an action in it.
    help: [&'static str; 2],
    /// Prompt of the filter of the outline.
    filter: &'static str,
    /// Answer to an unknown command.
    unknown_command: &'static str,
    /// Error of a file that does not exist.
    missing_file: &'static str,
    /// Line about `--help`.
    help_option: &'static str,
    /// Word of the configuration file.
    theme: &'static str,
    /// What `check` says of a text without front matter.
    no_front_matter: &'static str,
}

const SPEECHES: [Speech; 7] = [
    SIMPLIFIED_CHINESE,
    TRADITIONAL_CHINESE,
    Speech {
        locale: "zh_HK.UTF-8",
        ..TRADITIONAL_CHINESE
    },
    Speech {
        locale: "ja_JP.UTF-8",
        minutes: "分",
        help: ["キー：本文", "1 行下へ"],
        filter: "絞り込み：",
        unknown_command: "そのようなコマンドはありません：fly",
        missing_file: "ファイルが見つかりません",
        help_option: "このヘルプを表示",
        theme: "配色：auto",
        no_front_matter: "フロントマターがありません",
    },
    Speech {
        locale: "ko_KR.UTF-8",
        minutes: "분",
        help: ["키: 본문", "한 줄 아래로"],
        filter: "거르기: ",
        unknown_command: "그런 명령은 없음: fly",
        missing_file: "그런 파일이 없음",
        help_option: "이 도움말 표시",
        theme: "색상: auto",
        no_front_matter: "머리 정보가 없음",
    },
    ENGLISH,
    Speech {
        locale: "fr_FR.UTF-8",
        ..ENGLISH
    },
];

const SIMPLIFIED_CHINESE: Speech = Speech {
    locale: "zh_CN.UTF-8",
    minutes: "分",
    help: ["按键：正文", "下移一行"],
    filter: "筛选：",
    unknown_command: "没有这个命令：fly",
    missing_file: "没有这个文件",
    help_option: "显示帮助",
    theme: "配色：auto",
    no_front_matter: "没有篇首信息",
};

const TRADITIONAL_CHINESE: Speech = Speech {
    locale: "zh_TW.UTF-8",
    minutes: "分",
    help: ["按鍵：正文", "下移一行"],
    filter: "篩選：",
    unknown_command: "沒有這個指令：fly",
    missing_file: "沒有這個檔案",
    help_option: "顯示說明",
    theme: "配色：auto",
    no_front_matter: "沒有篇首資訊",
};

const ENGLISH: Speech = Speech {
    locale: "en_US.UTF-8",
    minutes: "min",
    help: ["Keys: text", "one line down"],
    filter: "filter: ",
    unknown_command: "no such command: fly",
    missing_file: "no such file",
    help_option: "print this help",
    theme: "theme: auto",
    no_front_matter: "no front matter",
};

/// Returns a command in a home of its own, in a locale.
fn command_in(locale: &str, home: &Home, arguments: &[&str]) -> Command {
    let mut command = tongdu(arguments);
    home.set_environment(&mut command);
    command.env_remove("LC_ALL").env("LANG", locale);
    command
}

#[test]
fn a_reader_is_addressed_in_the_language_of_the_locale() {
    let desk = TestFolder::new();
    let text = "第一章 山\n山路很长，要走一天。\n第二章 水\n水也很长。\n".repeat(20);
    let path = desk.put("a.txt", text);
    for speech in SPEECHES {
        let home = Home::new();
        let command = command_in(speech.locale, &home, &[&path]);
        let mut terminal = Terminal::spawn_as_is(command, 80, 24, TerminalKind::USUAL);
        terminal.wait_text("第一章 山");
        terminal.wait_idle();
        let figures = status(&terminal);
        assert!(figures.ends_with(speech.minutes), "{figures}");
        press(&mut terminal, "?");
        for words in speech.help {
            assert!(terminal.state().screen.find(words).is_some(), "{words}");
        }
        press(&mut terminal, "<Esc>:fly<Enter>");
        assert_eq!(status(&terminal), speech.unknown_command);
        press(&mut terminal, "T/");
        let prompt = status(&terminal);
        assert!(prompt.starts_with(speech.filter.trim_end()), "{prompt}");
    }
}

#[test]
fn the_command_line_answers_in_the_language_of_the_locale() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", "山路很长。\n");
    for speech in SPEECHES {
        let home = Home::new();
        let print = |arguments: &[&str]| {
            let mut command = command_in(speech.locale, &home, arguments);
            let output = command.stdin(Stdio::null()).output().unwrap();
            output_text(&output.stdout) + &output_text(&output.stderr)
        };
        for (arguments, words) in [
            (&["--help"][..], speech.help_option),
            (&["keys"], speech.help[1]),
            (&["config"], speech.theme),
            (&["check", &path], speech.no_front_matter),
            (&["cat", "/nowhere.txt"], speech.missing_file),
        ] {
            let printed = print(arguments);
            assert!(printed.contains(words), "{arguments:?} {words}: {printed}");
        }
    }
}
