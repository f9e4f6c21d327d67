//! The lessons of `lessons/`, compiled in but for their texts.

/// A program with a text about it.
pub(crate) struct Lesson {
    /// The name of its folder, which is also its name in links.
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) program: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/lessons.rs"));

/// The number of the lesson that links call `name`, or have called so.
pub(crate) fn find(name: &str) -> Option<usize> {
    let alias = ALIASES.iter().find(|(old, _)| *old == name);
    let name = alias.map_or(name, |(_, new)| new);
    LESSONS.iter().position(|lesson| lesson.name == name)
}

/// Whether a program is still that of a lesson, though it was changed: at least half of the lesson's lines are in it.
pub(crate) fn is_still(lesson: usize, program: &str) -> bool {
    let Some(lesson) = LESSONS.get(lesson) else { return false };
    let meant = || lesson.program.lines().map(str::trim).filter(|line| !line.is_empty());
    let kept = meant().filter(|line| program.lines().any(|other| other.trim() == *line));
    2 * kept.count() >= meant().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lessons_are_sorted_and_have_titles() {
        assert!(LESSONS.windows(2).all(|pair| pair[0].name < pair[1].name));
        for (number, lesson) in LESSONS.iter().enumerate() {
            assert!(!lesson.title.is_empty() && !lesson.program.is_empty());
            assert_eq!(find(lesson.name), Some(number));
        }
    }

    #[test]
    fn every_name_that_a_link_ever_had_leads_to_a_lesson() {
        let corpus = include_str!("../../../link/tests/corpus.txt");
        let names: Vec<&str> = corpus.lines().filter_map(|line| line.strip_prefix("#lesson=")).collect();
        let published =
            |name: &&&str| name.starts_with(|it: char| it.is_ascii_digit()) && !name.contains('&');
        for name in names.iter().filter(published).filter(|name| **name != "99_none") {
            assert!(find(name).is_some(), "{name} needs an alias in lessons/aliases.txt");
        }
        for lesson in LESSONS {
            assert!(names.contains(&lesson.name), "{} is to be in the corpus of links", lesson.name);
        }
        for (old, new) in ALIASES {
            assert!(LESSONS.iter().all(|lesson| lesson.name != *old), "{old} is a lesson");
            assert!(LESSONS.iter().any(|lesson| lesson.name == *new), "{new} is no lesson");
        }
    }

    #[test]
    fn a_changed_lesson_is_one_and_another_program_is_not() {
        let first = LESSONS[0].program;
        assert!(is_still(0, first));
        assert!(is_still(0, &format!("# mine\n{first}\nprint('more')\n")));
        assert!(!is_still(0, "import asyncio\n\nasync def main():\n    pass\n\nasyncio.run(main())\n"));
        assert!(!is_still(0, ""));
    }
}
