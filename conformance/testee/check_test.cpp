#include "conformance/testee/check.hpp"

#include <gtest/gtest.h>

namespace wireproof::testee {
namespace {

std::string bad_findings(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), WIREPROOF_SOURCE_DIR "/conformance/testee/misbehaving_testee.py");
    std::string out;
    for (const auto& finding : check_testee({.words = std::move(arguments)}, std::chrono::milliseconds(700)))
        if (!finding.good) out += finding.text + "\n";
    return out;
}

struct Case {
    std::vector<std::string> arguments;
    const char* part;  // of what is found bad
};

TEST(CheckTestee, SaysWhichReplyIsWrongAndHow) {
    const Case cases[] = {
        {{"do=bad_hello"}, "hello: version is missing\n"},
        {{"do=no_value", "always=1"}, "decode flo options of no bytes: status ok without value\n"},
        {{"do=twice", "always=1"}, "answered twice\n"},
        {{"do=not_json", "always=1"},
         "decode flo options of no bytes: not JSON: \"Traceback (most recent call last):\"\n"},
        {{"do=hang", "always=1"}, "decode flo options of no bytes: no reply within 700 ms\n"},
        {{}, "an op that does not exist: should be unsupported or error, got {"},
        {{"do=ignore_sigterm"}, "bye: should end with exit code 0 within 2 s, ended with signal 9"},
    };
    for (const auto& [arguments, part] : cases) {
        const auto findings = bad_findings(arguments);
        EXPECT_TRUE(findings.contains(part)) << part << "\n" << findings;
    }
}

}  // namespace
}  // namespace wireproof::testee
