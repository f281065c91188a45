// Exit codes of the tool, the same for every command. When several apply: 130, 2, 3, 1, 5, 4.
#pragma once

namespace wireproof::cli {

inline constexpr int kAsExpected = 0;
inline constexpr int kNews = 1;        // failure, crash, time-out, unexpected pass
inline constexpr int kUsage = 2;       // usage or a bad input file
inline constexpr int kNotStarted = 3;  // testee or peer could not be started, was given up, or broke the pipe protocol
inline constexpr int kNothingRun = 4;
inline constexpr int kUnsupported = 5;    // --require-all and something was unsupported
inline constexpr int kInterrupted = 130;  // the report so far was written

}  // namespace wireproof::cli
