use super::palette::{MIN_MARK_CONTRAST_RATIO, MIN_TEXT_CONTRAST_RATIO, contrast, rgb};
use super::*;

const DEPTHS: [ColourDepth; 4] = [
    ColourDepth::None,
    ColourDepth::Sixteen,
    ColourDepth::Indexed,
    ColourDepth::TrueColour,
];

/// Roles whose ink is on the paper, or on a ground of its own.
const ROLES: [Role; 24] = [
    Role::Body,
    Role::Heading,
    Role::MinorHeading,
    Role::Emphasis,
    Role::Strong,
    Role::Strike,
    Role::Quote,
    Role::Code,
    Role::Link,
    Role::Match,
    Role::Current,
    Role::Selection,
    Role::Highlight(0),
    Role::Highlight(1),
    Role::Highlight(2),
    Role::Highlight(3),
    Role::Highlight(4),
    Role::Section,
    Role::Cursor,
    Role::Status,
    Role::Dim,
    Role::Mark,
    Role::Error,
    Role::Popup,
];

/// Papers of common terminals and colour schemes.
const DARK_PAPERS: [u32; 15] = [
    0x000000, 0x1e1e1e, 0x181818, 0x300a24, 0x002b36, 0x282828, 0x282c34, 0x1e1e2e, 0x1a1b26,
    0x282a36, 0x2e3440, 0x0c0c0c, 0x1f1f28, 0x2d353b, 0x1c1d21,
];
const LIGHT_PAPERS: [u32; 9] = [
    0xffffff, 0xfdf6e3, 0xfbf1c7, 0xfafafa, 0xeff1f5, 0xe1e2e7, 0xeeeeee, 0xc7edcc, 0xfafaf7,
];

fn channels(hex: u32) -> [u8; 3] {
    [(hex >> 16) as u8, (hex >> 8) as u8, hex as u8]
}

/// Returns the papers that are tried: unknown, known by brightness, and reported colours, good and bad.
fn papers() -> Vec<Paper> {
    let known = |background| Paper {
        background: Some(background),
        colour: None,
    };
    let reported = |background, hex| Paper {
        background: Some(background),
        colour: Some(channels(hex)),
    };
    let greys = (0..=255).step_by(5).map(|grey: u32| {
        let background = if grey > 127 {
            Background::Light
        } else {
            Background::Dark
        };
        reported(background, grey << 16 | grey << 8 | grey)
    });
    [
        Paper::default(),
        known(Background::Dark),
        known(Background::Light),
    ]
    .into_iter()
    .chain(DARK_PAPERS.map(|hex| reported(Background::Dark, hex)))
    .chain(LIGHT_PAPERS.map(|hex| reported(Background::Light, hex)))
    .chain(greys)
    .collect()
}

/// Returns the least contrast of a role with its ground, on the papers that the terminal may have; `None` if it has
/// the terminal's own colours.
fn least_contrast(style: Style, paper: Paper) -> Option<f64> {
    let ink = style.fg.and_then(rgb)?;
    let grounds = match (style.bg, paper) {
        (Some(ground), _) => vec![rgb(ground)?],
        (
            None,
            Paper {
                colour: Some(colour),
                ..
            },
        ) => vec![colour],
        (
            None,
            Paper {
                background: Some(Background::Dark),
                ..
            },
        ) => DARK_PAPERS.map(channels).to_vec(),
        (
            None,
            Paper {
                background: Some(Background::Light),
                ..
            },
        ) => LIGHT_PAPERS.map(channels).to_vec(),
        (None, _) => panic!("{style:?} has an ink for an unknown paper"),
    };
    grounds
        .into_iter()
        .map(|ground| contrast(ink, ground))
        .reduce(f64::min)
}

#[test]
fn every_role_can_be_read_in_every_theme_on_every_paper_in_every_depth() {
    for name in NAMES {
        for paper in papers() {
            for depth in DEPTHS {
                let theme = Theme::from_name(name, paper, depth).unwrap();
                for role in ROLES {
                    let style = theme.style(role);
                    let place = format!("{name} {paper:?} {depth:?} {role:?}: {style:?}");
                    assert!(!style.add_modifier.contains(Modifier::DIM), "{place}");
                    let least = match role {
                        Role::Mark => MIN_MARK_CONTRAST_RATIO,
                        _ => MIN_TEXT_CONTRAST_RATIO,
                    };
                    if let Some(contrast) = least_contrast(style, paper) {
                        assert!(contrast >= least, "{place}: {contrast:.2}");
                        continue;
                    }
                    // Words are never in one of the sixteen but for links; no ground is.
                    let hue = match (depth, paper.background, role) {
                        (ColourDepth::None, ..) => None,
                        _ if name == "plain" => None,
                        (_, Some(Background::Dark), Role::Mark | Role::Link) => Some(Color::Cyan),
                        (_, Some(Background::Light), Role::Mark | Role::Link) => {
                            Some(Color::Magenta)
                        }
                        _ => None,
                    };
                    assert!(style.fg.is_none() || style.fg == hue, "{place}");
                    assert_eq!(style.bg, None, "{place}");
                }
                assert_eq!(
                    theme.style(Role::Body).bg.is_some(),
                    !matches!(name, "auto" | "ansi" | "plain")
                        && matches!(depth, ColourDepth::Indexed | ColourDepth::TrueColour),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn dim_accent_code_and_error_can_be_read_on_raised_grounds() {
    for name in ["dark", "light", "sepia", "green", "black"] {
        for depth in [ColourDepth::Indexed, ColourDepth::TrueColour] {
            let theme = Theme::from_name(name, Paper::default(), depth).unwrap();
            let raised = rgb(theme.style(Role::Status).bg.unwrap()).unwrap();
            for role in [Role::Dim, Role::Section, Role::Code, Role::Error] {
                let ink = rgb(theme.style(role).fg.unwrap()).unwrap();
                let contrast = contrast(ink, raised);
                assert!(
                    contrast >= MIN_TEXT_CONTRAST_RATIO,
                    "{name} {role:?}: {contrast:.2}"
                );
            }
        }
    }
}

#[test]
fn hits_selection_and_highlights_differ_from_each_other() {
    let roles = [
        Role::Body,
        Role::Match,
        Role::Current,
        Role::Highlight(0),
        Role::Highlight(1),
        Role::Highlight(2),
        Role::Highlight(3),
        Role::Highlight(4),
    ];
    for name in NAMES {
        for depth in DEPTHS {
            for background in [None, Some(Background::Dark), Some(Background::Light)] {
                let paper = Paper {
                    background,
                    colour: None,
                };
                let theme = Theme::from_name(name, paper, depth).unwrap();
                for (i, one) in roles.iter().enumerate() {
                    for other in roles.iter().skip(i + 1) {
                        let (a, b) = (theme.style(*one), theme.style(*other));
                        assert_ne!(a, b, "{name} {depth:?}: {one:?} and {other:?}");
                    }
                }
                let selection = theme.style(Role::Selection);
                assert_ne!(selection, theme.style(Role::Body), "{name}");
            }
        }
    }
}

#[test]
fn an_unknown_paper_gets_no_colour_and_every_role_keeps_a_form() {
    for depth in DEPTHS {
        let theme = Theme::from_name("auto", Paper::default(), depth).unwrap();
        assert_eq!(theme, Theme::plain());
        for role in [
            Role::Heading,
            Role::MinorHeading,
            Role::Match,
            Role::Current,
            Role::Selection,
            Role::Link,
            Role::Error,
            Role::Cursor,
        ] {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            assert!(!style.add_modifier.is_empty(), "{role:?}");
        }
    }
    assert!(Theme::from_name("neon", Paper::default(), ColourDepth::TrueColour).is_none());
}

#[test]
fn the_environment_tells_which_colours_there_are() {
    for (colorterm, term, want) in [
        ("truecolor", "xterm-256color", ColourDepth::TrueColour),
        ("", "xterm-kitty", ColourDepth::TrueColour),
        ("", "xterm-256color", ColourDepth::Indexed),
        ("", "linux", ColourDepth::Sixteen),
        ("", "xterm", ColourDepth::Sixteen),
    ] {
        assert_eq!(
            ColourDepth::from_environment(colorterm, term),
            want,
            "{term}"
        );
    }
}
