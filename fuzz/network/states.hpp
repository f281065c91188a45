// States: what a peer has been seen to do, learnt from the traffic of sequences. A state is the kind of the last answer
// (its frame and its enumerations); what led from one to the next is the kind of frame that was sent.
#pragma once

#include <set>
#include <string>

#include "harness/session/engine.hpp"

namespace wireproof::fuzz {

class States {
public:
    explicit States(const Variant& variant) : variant_(variant) {}
    // learn takes what went over the connections; true if a step from one state to another was new.
    bool learn(const session::Result& result);
    [[nodiscard]] std::size_t states() const { return states_.size(); }
    [[nodiscard]] const std::set<std::string>& transitions() const { return transitions_; }

private:
    [[nodiscard]] std::string kind_of(const session::Traced& entry) const;

    const Variant& variant_;
    std::set<std::string> states_, transitions_;
};

}  // namespace wireproof::fuzz
