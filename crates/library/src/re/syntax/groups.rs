//! What begins with `(`.

use super::{ASCII, DOTALL, IGNORECASE, MAX_DEPTH, MULTILINE, Node, Parser, UNICODE, VERBOSE, Wrong, width};

impl Parser<'_> {
    /// A group whose parenthesis is passed.
    pub(super) fn group(&mut self, start: usize) -> Result<Node, Wrong> {
        if self.depth >= MAX_DEPTH {
            return Err(self.wrong("Loopscope can't nest groups so deeply", start));
        }
        self.depth += 1;
        let node = self.any_group(start);
        self.depth -= 1;
        node
    }

    fn any_group(&mut self, start: usize) -> Result<Node, Wrong> {
        if !self.eat('?') {
            return self.capturing(start, None);
        }
        let Some(c) = self.peek() else { return Err(self.wrong("unexpected end of pattern", self.at)) };
        self.at += 1;
        match c {
            ':' => {
                let node = self.inside(start)?;
                Ok(Node::Group { node: Box::new(node), number: None })
            }
            '>' => Ok(Node::Atomic(Box::new(self.inside(start)?))),
            '=' | '!' => {
                let node = Box::new(self.inside(start)?);
                Ok(Node::Look { node, behind: None, negated: c == '!' })
            }
            '<' => {
                let Some(c) = self.peek() else {
                    return Err(self.wrong("unexpected end of pattern", self.at));
                };
                if c != '=' && c != '!' {
                    return Err(self.wrong(format!("unknown extension ?<{c}"), start + 1));
                }
                self.at += 1;
                let node = self.inside(start)?;
                match width(&node) {
                    Some(width) => {
                        Ok(Node::Look { node: Box::new(node), behind: Some(width), negated: c == '!' })
                    }
                    None => Err(Wrong {
                        message: "look-behind requires fixed-width pattern".to_owned(),
                        position: None,
                    }),
                }
            }
            '#' => {
                while let Some(c) = self.peek() {
                    self.at += 1;
                    if c == ')' {
                        return Ok(Node::Empty);
                    }
                }
                Err(self.wrong("missing ), unterminated comment", start))
            }
            'P' => self.named(start),
            '(' => self.conditional(start),
            _ => self.inline_flags(start, c),
        }
    }

    /// Up to the parenthesis that closes; flags set inside end there.
    fn inside(&mut self, start: usize) -> Result<Node, Wrong> {
        let outer = self.flags;
        let node = self.either()?;
        if !self.eat(')') {
            return Err(self.wrong("missing ), unterminated subpattern", start));
        }
        self.flags = outer;
        Ok(node)
    }

    fn capturing(&mut self, start: usize, name: Option<String>) -> Result<Node, Wrong> {
        self.groups += 1;
        let number = self.groups;
        if let Some(name) = name {
            self.names.push((name, number));
        }
        self.open.push(number);
        let node = self.inside(start)?;
        self.open.pop();
        Ok(Node::Group { node: Box::new(node), number: Some(number) })
    }

    fn named(&mut self, start: usize) -> Result<Node, Wrong> {
        let kind = self.peek();
        let begin = self.at + 1;
        match kind {
            Some('<') => {
                self.at += 1;
                let name = self.name('>', begin)?;
                if let Some((_, group)) = self.names.iter().find(|(known, _)| *known == name) {
                    let message = format!(
                        "redefinition of group name '{name}' as group {}; was group {group}",
                        self.groups + 1
                    );
                    return Err(self.wrong(message, begin));
                }
                self.capturing(start, Some(name))
            }
            Some('=') => {
                self.at += 1;
                let name = self.name(')', begin)?;
                match self.names.iter().find(|(known, _)| *known == name) {
                    Some(&(_, group)) if self.open.contains(&group) => {
                        Err(self.wrong("cannot refer to an open group", begin))
                    }
                    Some(&(_, group)) => Ok(Node::Reference { group, ignore_case: self.has(IGNORECASE) }),
                    None => Err(self.wrong(format!("unknown group name '{name}'"), begin)),
                }
            }
            Some(c) => Err(self.wrong(format!("unknown extension ?P{c}"), start + 1)),
            None => Err(self.wrong("unexpected end of pattern", self.at)),
        }
    }

    fn name(&mut self, end: char, begin: usize) -> Result<String, Wrong> {
        let mut name = String::new();
        loop {
            match self.peek() {
                Some(c) if c == end => {
                    self.at += 1;
                    break;
                }
                Some(c) => {
                    name.push(c);
                    self.at += 1;
                }
                None if name.is_empty() => return Err(self.wrong("missing group name", begin)),
                None => {
                    return Err(self.wrong(format!("missing {end}, unterminated name"), begin));
                }
            }
        }
        let is_identifier = name
            .chars()
            .enumerate()
            .all(|(at, c)| c == '_' || c.is_alphabetic() || at > 0 && c.is_alphanumeric());
        if name.is_empty() {
            Err(self.wrong("missing group name", begin))
        } else if !is_identifier {
            Err(self.wrong(format!("bad character in group name '{name}'"), begin))
        } else {
            Ok(name)
        }
    }

    fn conditional(&mut self, start: usize) -> Result<Node, Wrong> {
        let begin = self.at;
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += 1;
            if c == ')' {
                break;
            }
            text.push(c);
        }
        let group = match text.parse::<usize>() {
            Ok(group) if group > 0 => group,
            Ok(_) => return Err(self.wrong("bad group number", begin)),
            Err(_) => match self.names.iter().find(|(known, _)| *known == text) {
                Some(&(_, group)) => group,
                None => return Err(self.wrong(format!("unknown group name '{text}'"), begin)),
            },
        };
        if group > self.groups {
            return Err(self.wrong(format!("invalid group reference {group}"), begin));
        }
        let yes = self.sequence()?;
        let no = if self.eat('|') { self.sequence()? } else { Node::Empty };
        if self.peek() == Some('|') {
            return Err(self.wrong("conditional backref with more than two branches", self.at));
        }
        if !self.eat(')') {
            return Err(self.wrong("missing ), unterminated subpattern", start));
        }
        Ok(Node::Conditional { group, yes: Box::new(yes), no: Box::new(no) })
    }

    /// `(?i)` or `(?i:…)`, whose first letter is passed.
    fn inline_flags(&mut self, start: usize, first: char) -> Result<Node, Wrong> {
        let mut added = 0;
        let mut removed = 0;
        let mut removing = false;
        let mut c = first;
        loop {
            let flag = match c {
                'i' => IGNORECASE,
                'm' => MULTILINE,
                's' => DOTALL,
                'x' => VERBOSE,
                'a' => ASCII,
                'u' => UNICODE,
                '-' if !removing => 0,
                ':' | ')' if c == ':' || !removing => break,
                _ if self.at == start + 3 => {
                    return Err(self.wrong(format!("unknown extension ?{c}"), start + 1));
                }
                _ => return Err(self.wrong("unknown flag", self.at - 1)),
            };
            removing |= c == '-';
            *(if removing { &mut removed } else { &mut added }) |= flag;
            c = match self.peek() {
                Some(c) => c,
                None => return Err(self.wrong("missing -, : or )", self.at)),
            };
            self.at += 1;
        }
        if c == ')' {
            if start != 0 {
                return Err(self.wrong("global flags not at the start of the expression", start));
            }
            self.flags |= added;
            return Ok(Node::Empty);
        }
        let outer = self.flags;
        self.flags = (self.flags | added) & !removed;
        let node = self.either()?;
        self.flags = outer;
        if !self.eat(')') {
            return Err(self.wrong("missing ), unterminated subpattern", start));
        }
        Ok(Node::Group { node: Box::new(node), number: None })
    }
}
