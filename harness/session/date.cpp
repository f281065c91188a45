#include "harness/session/date.hpp"

#include <utility>

namespace wireproof::session {
namespace {

thread_local std::function<Date()> made_up;

}  // namespace

Date date() { return made_up ? made_up() : std::chrono::system_clock::now(); }

MadeUpDate::MadeUpDate(std::function<Date()> now) { made_up = std::move(now); }
MadeUpDate::~MadeUpDate() { made_up = {}; }

}  // namespace wireproof::session
