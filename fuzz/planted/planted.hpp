// planted: which of the defects of this folder a program has. Builds with WIREPROOF_PLANTED include this header in
// front of every file; the tree itself names it nowhere, the patches do.
#pragma once

#include <cstdlib>

// planted tells whether $WIREPROOF_PLANTED is this number. It is read once.
inline bool planted(int number) {
    static const int kChosen = [] {
        const char* const chosen = std::getenv("WIREPROOF_PLANTED");
        return chosen == nullptr ? 0 : std::atoi(chosen);
    }();
    return kChosen == number;
}
