#include "conformance/report/junit.hpp"

#include <fmt/format.h>

#include <pugixml.hpp>
#include <sstream>

#include "conformance/report/explain.hpp"

namespace wireproof::report {
namespace {

constexpr std::size_t kExplained = 10;  // cases of one vector

// printable replaces what XML 1.0 has no way to write.
std::string printable(const std::string& text) {
    // The dump and back makes it UTF-8.
    const auto clean = Json::parse(dump(text)).get<std::string>();
    std::string out;
    for (const char c : clean) {
        const auto code = static_cast<unsigned char>(c);
        const bool writable = code >= 0x20 || c == '\n' || c == '\t';
        out += writable ? std::string(1, c) : fmt::format("\\x{:02x}", code);
    }
    return out;
}

struct Vector {
    std::vector<const Json*> cases;
    Counts counts;
    std::uint64_t time_us = 0;
};

void set_seconds(pugi::xml_node node, std::uint64_t microseconds) {
    node.append_attribute("time") = fmt::format("{:.6f}", static_cast<double>(microseconds) / 1e6).c_str();
}

std::string explained(const Vector& vector) {
    std::string text;
    std::size_t shown_cases = 0;
    for (const auto* const event : vector.cases) {
        if (!is_news(verdict_of(*event))) continue;
        if (shown_cases++ == kExplained) {
            text += "… and more cases of this vector\n";
            break;
        }
        for (const auto& [kind, line] : explain(*event))
            text += (kind == Line::Kind::title ? "" : "    ") + line + "\n";
    }
    return printable(text);
}

std::size_t count_of(const Vector& vector, std::initializer_list<Verdict> verdicts) {
    std::size_t sum = 0;
    for (const auto verdict : verdicts) {
        const auto it = vector.counts.find(verdict);
        sum += it == vector.counts.end() ? 0 : it->second;
    }
    return sum;
}

enum class Result : std::uint8_t { passed, failed, error, skipped };

Result result_of(const Vector& vector) {
    if (count_of(vector, {Verdict::fail, Verdict::timeout, Verdict::unexpected_pass}) > 0) return Result::failed;
    if (count_of(vector, {Verdict::crash, Verdict::broken_testee, Verdict::unreachable}) > 0) return Result::error;
    return count_of(vector, {Verdict::pass}) > 0 ? Result::passed : Result::skipped;
}

// add_result writes what the testcase came to. Known failures with nothing else count as skipped: JUnit has no word for
// them.
void add_result(pugi::xml_node testcase, const Vector& vector) {
    const auto counts = counts_text(vector.counts);
    switch (result_of(vector)) {
        case Result::passed:
            if (vector.cases.size() > 1) testcase.append_child("system-out").text() = counts.c_str();
            break;
        case Result::failed:
        case Result::error: {
            auto node = testcase.append_child(result_of(vector) == Result::failed ? "failure" : "error");
            node.append_attribute("message") = counts.c_str();
            node.text() = explained(vector).c_str();
            break;
        }
        case Result::skipped: {
            const auto& first = *vector.cases.front();
            const auto known = text_of(first.value("known", Json()), "reason");
            testcase.append_child("skipped").append_attribute("message") =
                printable(counts + ": " + (known.empty() ? text_of(first, "reason") : known)).c_str();
            break;
        }
    }
}

struct Suite {
    std::map<std::string, Vector> vectors;
};

void add_suite(pugi::xml_node root, const std::string& name, const Suite& suite) {
    auto node = root.append_child("testsuite");
    std::map<Result, std::size_t> results;
    std::uint64_t time_us = 0;
    for (const auto& [id, vector] : suite.vectors) {
        ++results[result_of(vector)];
        time_us += vector.time_us;
    }
    node.append_attribute("name") = name.c_str();
    node.append_attribute("tests") = suite.vectors.size();
    node.append_attribute("failures") = results[Result::failed];
    node.append_attribute("errors") = results[Result::error];
    node.append_attribute("skipped") = results[Result::skipped];
    set_seconds(node, time_us);
    for (const auto& [id, vector] : suite.vectors) {
        auto testcase = node.append_child("testcase");
        const auto& first = *vector.cases.front();
        testcase.append_attribute("name") = printable(id).c_str();
        testcase.append_attribute("classname") =
            printable(fmt::format("{}.{}", text_of(first, "protocol"), text_of(first, "frame"))).c_str();
        set_seconds(testcase, vector.time_us);
        add_result(testcase, vector);
    }
}

}  // namespace

std::string render_junit(const Events& events) {
    std::map<std::string, Suite> suites;
    for (const auto& event : events.cases) {
        const auto what = text_of(event, "kind") == "session" ? "sessions" : "vectors";
        auto& vector = suites[text_of(event, "protocol") + " " + what].vectors[stored_id(event)];
        vector.cases.push_back(&event);
        ++vector.counts[verdict_of(event)];
        vector.time_us += number_of(event, "time_us");
    }
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    auto root = document.append_child("testsuites");
    const auto peer = text_of(events.run.value("peer", Json()), "name");
    root.append_attribute("name") = printable("wireproof " + peer).c_str();
    for (const auto& [name, suite] : suites) add_suite(root, name, suite);
    std::ostringstream out;
    document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
}

}  // namespace wireproof::report
