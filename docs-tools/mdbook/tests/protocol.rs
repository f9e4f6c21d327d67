//! The program, as mdBook runs it: with the messages of its two series.

use std::error::Error;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const HOME: &str = "https://docs.test/loopscope/";

fn run(message: &Value) -> Result<Output, Box<dyn Error>> {
    let mut process = Command::new(env!("CARGO_BIN_EXE_mdbook-loopscope"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    process.stdin.take().ok_or("no standard input")?.write_all(message.to_string().as_bytes())?;
    Ok(process.wait_with_output()?)
}

fn context(renderer: &str) -> Value {
    let config = json!({ "book": {}, "preprocessor": { "loopscope": { "url": HOME, "attributes": { "view": "console" } } } });
    json!({ "root": "/book", "config": config, "renderer": renderer, "mdbook_version": "0.5.4" })
}

fn chapter(content: &str, below: &[Value]) -> Value {
    json!({ "Chapter": { "name": "It", "content": content, "number": [1], "sub_items": below, "path": "more/it.md",
        "source_path": "more/it.md", "parent_names": [] } })
}

/// What becomes of a chapter.
fn text(content: &str, renderer: &str) -> Result<String, Box<dyn Error>> {
    let output = run(&json!([context(renderer), { "items": [chapter(content, &[])] }]))?;
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let book: Value = serde_json::from_slice(&output.stdout)?;
    Ok(book["items"][0]["Chapter"]["content"].as_str().ok_or("no content")?.to_owned())
}

#[test]
fn both_series_of_mdbook_get_their_book_back() -> Result<(), Box<dyn Error>> {
    let below = chapter("```python,loopscope\nprint(1)\n```\n", &[]);
    let items = json!([chapter("# Without\n", &[below]), "Separator", { "PartTitle": "Part" }]);
    for book in [json!({ "sections": items, "__non_exhaustive": null }), json!({ "items": items })] {
        let output = run(&json!([context("html"), book]))?;
        assert!(output.status.success());
        let mut written: Value = serde_json::from_slice(&output.stdout)?;
        let items = if book["items"].is_null() { "sections" } else { "items" };
        let inner = &mut written[items][0]["Chapter"]["sub_items"][0]["Chapter"]["content"];
        let content = inner.as_str().ok_or("no content")?;
        assert!(
            content.contains("<loop-scope view=\"console\">\n\n```python\nprint(1)\n```\n\n</loop-scope>"),
            "{content}"
        );
        assert_eq!(content.matches("https://docs.test/loopscope/embed.js").count(), 1);
        *inner = json!("```python,loopscope\nprint(1)\n```\n");
        assert_eq!(written, book);
    }
    Ok(())
}

#[test]
fn it_says_that_it_supports_every_renderer() -> Result<(), Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-loopscope"));
    assert!(command.args(["supports", "html"]).status()?.success());
    Ok(())
}

#[test]
fn attributes_and_words_of_mdbook_go_their_ways() -> Result<(), Box<dyn Error>> {
    let written = text(
        "```python,loopscope,clock=virtual,hidelines=!,lines=\"1,3\",view=both,editable\npass\n```\n",
        "html",
    )?;
    assert!(written.contains("<loop-scope clock=\"virtual\" lines=\"1,3\" view=\"both\">"), "{written}");
    assert!(written.contains("```python,hidelines=!,editable\npass\n```"), "{written}");
    Ok(())
}

#[test]
fn examples_are_in_lists_and_quotations_and_not_in_other_fences() -> Result<(), Box<dyn Error>> {
    let written = text("- a list\n\n  ~~~py loopscope\n  if 1:\n      pass\n  ~~~\n", "html")?;
    assert!(written.contains("\n  <loop-scope view=\"console\">\n\n  ~~~python\n  if 1:\n      pass\n  ~~~\n\n  </loop-scope>\n"), "{written}");
    let written = text("> ```python,loopscope\n> pass\n> ```\n", "html")?;
    assert!(written.contains("\n>\n> ```python\n> pass\n> ```\n>\n> </loop-scope>\n"), "{written}");
    for content in [
        "````markdown\n```python,loopscope\npass\n```\n````\n",
        "```python\npass\n```\n",
        "```\nnever closed",
    ] {
        assert_eq!(text(content, "html")?, content);
    }
    Ok(())
}

#[test]
fn other_outputs_have_the_code_and_a_link() -> Result<(), Box<dyn Error>> {
    let written = text("```python,loopscope,clock=virtual\nprint('ü')\n```\n", "markdown")?;
    let link = "[Run this in Loopscope](<https://docs.test/loopscope/#clock=virtual&code=print%28%27%C3%BC%27%29%0A>)";
    assert_eq!(written.trim(), format!("```python\nprint('ü')\n```\n\n{link}"));
    let moment =
        text("```python,loopscope,seed=7,mode=trace,\"at=8.5.1+%2B+1, a>\"\npass\n```\n", "markdown")?;
    assert!(moment.contains("/#seed=7&at=8.5.1+%2B+1%2C%20a%3E&code=pass%0A>)"), "{moment}");
    let lesson = text("```python,loopscope,lesson=02_together\n```\n", "html")?;
    assert!(lesson.contains(
        "<a href=\"https://docs.test/loopscope/#lesson=02_together\">Run this in Loopscope (02_together)</a>"
    ));
    Ok(())
}

#[test]
fn mistakes_are_said_with_their_line() -> Result<(), Box<dyn Error>> {
    for (fence, said) in [
        ("```python,loopscope,clock=fast\nx\n```", "clock is real, x10 or virtual, not 'fast'"),
        ("```python,loopscope,clok=real\nx\n```", "there is no clok: is clock meant?"),
        ("```python,loopscope\n```", "an example needs a program, and there is none in it"),
        ("```loopscope,lesson=02_together\nx\n```", "an example has a program and a lesson"),
    ] {
        let output =
            run(&json!([context("html"), { "items": [chapter(&format!("# Title\n\n{fence}\n"), &[])] }]))?;
        let error = String::from_utf8(output.stderr)?;
        assert!(error.contains(&format!("more/it.md:3: {said}")), "{error}");
        assert!(!output.status.success());
    }
    let output = run(&json!([{ "config": {}, "renderer": "html" }, { "items": [] }]))?;
    assert!(String::from_utf8(output.stderr)?.contains("where Loopscope is"));
    Ok(())
}
