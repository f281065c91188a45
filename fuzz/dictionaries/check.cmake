# A committed dictionary is what the tables give today. To renew it: wireproof-fuzz-seeds dictionary PROTOCOL > fuzz/dictionaries/PROTOCOL.dict
execute_process(COMMAND ${PROGRAM} dictionary ${PROTOCOL} OUTPUT_VARIABLE made RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "${PROGRAM} failed: ${result}")
endif()
file(READ ${COMMITTED} committed)
if(NOT made STREQUAL committed)
    message(FATAL_ERROR "${COMMITTED} is out of date; renew it with: ${PROGRAM} dictionary ${PROTOCOL} > ${COMMITTED}")
endif()
